"""Writes regions_and_boxes.jsonl. Formulas are those of docs/eval.md."""
from mpmath import mpf, pi

from cases import Family, Outcome, draws, normal, uniform
from classification import surprise
from exact import Number, absolute, atan, constant, exp, largest, least, number, ramp, sigmoid, total

ARRAY = ("result", "array")


def activated(sample, activation):
    """Probabilities [C][positions] of scores [C][positions]."""
    if activation == "sigmoid":
        return [[sigmoid(z) for z in row] for row in sample]
    if activation == "softmax":
        columns = []
        for column in zip(*sample):
            powers = [exp(z - constant(column[0])) for z in column]
            columns.append([power / total(powers) for power in powers])
        return [list(row) for row in zip(*columns)]
    return sample


def goals(target, classes):
    """Targets [C][positions] of indices or of targets for each class."""
    return target if isinstance(target[0], list) else [[mpf(int(y == c)) for y in target] for c in range(classes)]


def regions(inputs, o):
    """The pairs of probability and target of each region."""
    found, scope = {}, o.get("scope", "all")
    for n, (sample, target) in enumerate(zip(inputs["prediction"], inputs["target"])):
        p = activated(sample, o.get("activation", "none"))
        for c, (row, wanted) in enumerate(zip(p, goals(target, len(p)))):
            key = {"all": 0, "class": c, "sample-class": (n, c)}[scope]
            found.setdefault(key, []).extend(zip(row, wanted))
    return [found[key] for key in sorted(found)]


def overlap(pairs, alpha, beta, smooth):
    """(alpha FP + beta FN)/(TP + alpha FP + beta FN + s), which is 1 - (TP + s)/(...)."""
    hit = total(number(p) * t for p, t in pairs)
    wrong = total(number(p) * (1 - t) for p, t in pairs) * alpha + total((1 - number(p)) * t for p, t in pairs) * beta
    return wrong / (hit + wrong + smooth)


def smooth_of(o):
    return mpf(o.get("smooth", 1))


def dice_of(pairs, o):
    if not o.get("squared-denominator"):
        return overlap(pairs, mpf(0.5), mpf(0.5), smooth_of(o) / 2)
    shared = total(number(p) * t for p, t in pairs) * 2 + smooth_of(o)
    return 1 - shared / (total(number(p) ** 2 for p, t in pairs) + sum(t * t for _, t in pairs) + smooth_of(o))


def dice(inputs, o):
    return Outcome([dice_of(pairs, o) for pairs in regions(inputs, o)])


def jaccard(inputs, o):
    return Outcome([overlap(pairs, 1, 1, smooth_of(o)) for pairs in regions(inputs, o)])


def tversky(inputs, o):
    return Outcome([overlap(pairs, mpf(o.get("alpha", 0.5)), mpf(o.get("beta", 0.5)), smooth_of(o)) for pairs in regions(inputs, o)])


def focal_tversky(inputs, o):
    return Outcome([single[0] ** mpf(o.get("gamma", 0.75)) for single in tversky(inputs, o).singles])


def cross_entropy_dice(inputs, o):
    rows = [([row[i] for row in sample], y) for sample, target in zip(inputs["prediction"], inputs["target"]) for i, y in enumerate(target)]
    entropy = total(surprise(z, y) for z, y in rows) / len(rows)
    found = regions(inputs, {"activation": "softmax", "scope": "class"})
    score = total(dice_of(pairs, o) for pairs in found) / len(found)
    return Outcome([[entropy * mpf(o.get("ce-weight", 0.5)), score * mpf(o.get("dice-weight", 0.5))]])


def generalized_dice(inputs, o):
    samples = [regions({name: array[n:n + 1] for name, array in inputs.items()}, {**o, "scope": "class"}) for n in range(len(inputs["target"]))]
    groups = samples if o.get("scope") == "sample" else [[[pair for sample in samples for pair in sample[c]] for c in range(len(samples[0]))]]
    singles = []
    for group in groups:
        sizes = [sum(t for _, t in pairs) for pairs in group]
        most = max(1 / size ** 2 for size in sizes if size > 0)
        weights = [1 / size ** 2 if size > 0 else most if o.get("absent-weight", "largest") == "largest" else mpf(0) for size in sizes]
        # 1 - (2 TP + s)/(2 TP + FP + FN + s), summed over classes with their weights.
        hit = total(total(number(p) * t for p, t in pairs) * w for pairs, w in zip(group, weights))
        wrong = total(total(number(p) * (1 - t) + (1 - number(p)) * t for p, t in pairs) * w for pairs, w in zip(group, weights))
        singles.append(wrong / (hit * 2 + wrong + mpf(o.get("smooth", 0))))
    return Outcome(singles)


def lovasz_extension(errors, positives):
    order, value, before, wrong = sorted(range(len(errors)), key=lambda i: (-errors[i].value, i)), Number(0), mpf(0), set()
    for i in order:
        wrong.add(i)
        union = len(wrong | positives)
        now = mpf(len(wrong)) / union
        value, before = value + errors[i] * (now - before), now
    return value


def lovasz(inputs, o):
    binary = o.get("mode", "softmax") == "binary"
    losses = []
    for pairs in regions(inputs, {"scope": "class", "activation": "none" if binary else "softmax"}):
        positives = {i for i, (_, t) in enumerate(pairs) if t > 0}
        if binary:
            errors = [ramp(1 - z * (2 * t - 1)) for z, t in pairs]
        elif positives or o.get("classes", "present") == "all":
            errors = [absolute(t - number(p)) for p, t in pairs]
        else:
            continue
        losses.append(lovasz_extension(errors, positives))
    return Outcome([total(losses) / len(losses)])


def sides(box):
    return box[2] - box[0], box[3] - box[1]


def intersection_over_union(p, t, epsilon):
    """IoU, the union and the sides of the enclosing box."""
    shared = ramp(least(p[2], t[2]) - largest(p[0], t[0])) * ramp(least(p[3], t[3]) - largest(p[1], t[1]))
    (w, h), (wt, ht) = sides(p), sides(t)
    union = w * h + wt * ht - shared
    return shared / (union + epsilon), union, largest(p[2], t[2]) - least(p[0], t[0]), largest(p[3], t[3]) - least(p[1], t[1])


def boxes(extra):
    """1 - IoU and what a loss adds to it."""
    def formula(inputs, o):
        epsilon, singles = mpf(o.get("epsilon", 1e-7)), []
        for p, t in zip(inputs["prediction"], inputs["target"]):
            t = [number(edge) for edge in t]
            iou, *spans = intersection_over_union(p, t, epsilon)
            singles.append([1 - iou, *extra(p, t, iou, spans, epsilon)])
        return Outcome(singles)
    return formula


def nothing(p, t, iou, spans, epsilon):
    return []


def giou(p, t, iou, spans, epsilon):
    union, width, height = spans
    return [(width * height - union) / (width * height + epsilon)]


def diou(p, t, iou, spans, epsilon):
    _, width, height = spans
    distance = ((p[0] + p[2] - t[0] - t[2]) * mpf(0.5)) ** 2 + ((p[1] + p[3] - t[1] - t[3]) * mpf(0.5)) ** 2
    return [distance / (width ** 2 + height ** 2 + epsilon)]


def aspect(box):
    w, h = sides(box)
    return atan(w / h) if h.value != 0 else Number(pi / 2 if w.value != 0 else 0)


def ciou(p, t, iou, spans, epsilon):
    v = (aspect(t) - aspect(p)) ** 2 * (4 / pi ** 2)
    return diou(p, t, iou, spans, epsilon) + [v * constant(v / (1 - iou + v + epsilon))]


def eiou(p, t, iou, spans, epsilon):
    _, width, height = spans
    (w, h), (wt, ht) = sides(p), sides(t)
    return diou(p, t, iou, spans, epsilon) + [(w - wt) ** 2 / (width ** 2 + epsilon), (h - ht) ** 2 / (height ** 2 + epsilon)]


def box(rng, size):
    x, y = rng.uniform(0, size), rng.uniform(0, size)
    return [round(edge, 3) for edge in (x, y, x + rng.uniform(1, size), y + rng.uniform(1, size))]


def main():
    family = Family()
    none = {"reduction": "none"}

    def region(loss, formula, options, reduced=False):
        for i, o in enumerate(options):
            rng = draws(f"{loss} {i}")
            o = o if reduced else {**o, **none}
            z = uniform(rng, 0.02, 0.98, 2, 3, 6) if o.get("activation", "none" if not reduced else "softmax") == "none" else normal(rng, 2, 3, 6, size=2)
            target = [[rng.randrange(3) for _ in range(6)] for _ in range(2)]
            family.add(loss, f"plain-{i}", formula, o, {"prediction": z, "target": target}, measure=ARRAY)
        o = {"smooth": 0.0, "activation": "softmax", **none} if not reduced else options[0]
        if loss != "lovasz" or options[0].get("mode") != "binary":
            confident = [[[round(rng.uniform(28, 36) if target[n][k] == c else rng.gauss(0, 1), 6) for k in range(6)] for c in range(3)] for n in range(2)]
            family.add(loss, "confident", formula, o, {"prediction": confident, "target": target}, measure=ARRAY, hard="all but perfect predictions")

    region("dice", dice, [{}, {"activation": "softmax", "scope": "class"}, {"activation": "sigmoid", "scope": "sample-class", "smooth": 0.0},
                          {"squared-denominator": True}])
    region("jaccard", jaccard, [{}, {"activation": "softmax", "scope": "class"}])
    region("tversky", tversky, [{"alpha": 0.25, "beta": 0.75}, {"activation": "softmax", "alpha": 0.75, "beta": 0.25}])
    region("focal-tversky", focal_tversky, [{"gamma": 0.75}, {"activation": "softmax", "gamma": 1.5}])
    region("cross-entropy-dice", cross_entropy_dice, [{}], reduced=True)
    region("generalized-dice", generalized_dice, [{"activation": "softmax"}, {"scope": "sample", "activation": "sigmoid", "smooth": 1.0}])
    region("lovasz", lovasz, [{}], reduced=True)
    rng = draws("lovasz binary")
    family.add("lovasz", "binary", lovasz, {"mode": "binary"}, {"prediction": normal(rng, 2, 1, 6), "target": [[[float(rng.random() < 0.5) for _ in range(6)]] for _ in range(2)]},
               measure=ARRAY)

    measure = ("terms", "array")
    for loss, extra in (("box-iou", nothing), ("giou", giou), ("diou", diou), ("ciou", ciou), ("eiou", eiou)):
        rng = draws(loss)
        family.add(loss, "plain-0", boxes(extra), none, {"prediction": [box(rng, 20) for _ in range(6)], "target": [box(rng, 20) for _ in range(6)]},
                   measure=measure)
        family.add(loss, "flat", boxes(extra), none, {
            "prediction": [[1.0, 1.0, 1.0, 6.0], [4.5, 2.0, 8.0, 3.5], [0.0, 0.0, 1e-20, 2e-20]],
            "target": [[0.0, 0.5, 4.0, 4.0], [5.0, 3.0, 9.0, 3.0], [0.0, 1.0, 2.0, 4.0]]}, hard="boxes without an area", measure=measure)
        near = [box(rng, 20) for _ in range(4)]
        family.add(loss, "near", boxes(extra), none, {
            "prediction": [[edge + rng.choice([-1, 1]) * 2.0 ** -12 for edge in row] for row in near], "target": near}, hard="boxes that hardly differ",
            measure=("result", "array"))
        family.add(loss, "far", boxes(extra), none, {
            "prediction": [[1e6, 1e6, 1e6 + 12.5, 1e6 + 7.5], [0.0, 0.0, 1e8, 1e8]], "target": [[1e6 + 2.5, 1e6 - 2.5, 1e6 + 10.0, 1e6 + 12.5], [1e7, 2e7, 2e8, 3e8]]},
            hard="edges of 1e6 to 1e8", measure=measure)
    family.write("regions_and_boxes.jsonl")


if __name__ == "__main__":
    main()
