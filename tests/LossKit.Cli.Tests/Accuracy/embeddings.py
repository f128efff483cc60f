"""Writes embeddings.jsonl. Formulas are those of docs/eval.md."""
from mpmath import mpf, pi, sin as number_sin

from cases import Family, Outcome, draws, normal
from classification import surprise
from exact import Number, acos, constant, cos, exp, least, log1p, number, ramp, softplus, sqrt, total

ARRAY = ("array", "array")


def dot(x, y):
    return total(number(a) * b for a, b in zip(x, y))


def euclidean(x, y):
    return sqrt(squared(x, y))


def squared(x, y):
    return total((number(a) - b) ** 2 for a, b in zip(x, y))


def unit(row):
    length = sqrt(dot(row, row))
    return [x / length for x in row]


def cosine(x, y):
    return dot(unit(x), unit(y))


DISTANCES = {"euclidean": euclidean, "squared-euclidean": squared, "cosine": lambda x, y: 1 - cosine(x, y)}


def contrastive(inputs, o):
    singles = []
    for x1, x2, label in zip(inputs["x1"], inputs["x2"], inputs["label"]):
        similar = label == o.get("similar-label", 1)
        loss = squared(x1, x2) if similar else ramp(mpf(o.get("margin", 1)) - euclidean(x1, x2)) ** 2
        singles.append(loss * mpf(0.5) if o.get("half") else loss)
    return Outcome(singles)


def triplet(inputs, o):
    d, singles = DISTANCES[o.get("distance", "euclidean")], []
    for a, p, n in zip(inputs["anchor"], inputs["positive"], inputs["negative"]):
        away = least(d(a, n), d(p, n)) if o.get("swap") else d(a, n)
        singles.append(ramp(d(a, p) - away + mpf(o.get("margin", 1))))
    return Outcome(singles)


def online_triplet(inputs, o):
    d, margin = DISTANCES[o.get("distance", "euclidean")], mpf(o.get("margin", 1))
    x, labels, mining = inputs["embeddings"], inputs["labels"], o.get("mining", "batch-hard")
    rows = range(len(x))
    far = [[d(x[i], x[j]) if i != j else None for j in rows] for i in rows]
    singles = []
    for i in rows:
        positives = [far[i][j] for j in rows if j != i and labels[j] == labels[i]]
        negatives = [far[i][j] for j in rows if labels[j] != labels[i]]
        size = lambda z: z.value
        if mining == "batch-hard" and positives and negatives:
            singles.append(ramp(max(positives, key=size) - min(negatives, key=size) + margin))
        if mining == "batch-all":
            losses = [ramp(p - n + margin) for p in positives for n in negatives]
            singles += [loss for loss in losses if loss.value > 0]
        if mining == "semi-hard":
            for p in positives:
                between = [n for n in negatives if p.value < n.value < p.value + margin]
                if between:
                    singles.append(ramp(p - min(between, key=size) + margin))
    return Outcome(singles)


def cosine_embedding(inputs, o):
    singles = []
    for x1, x2, label in zip(inputs["x1"], inputs["x2"], inputs["label"]):
        similarity = cosine(x1, x2)
        singles.append(1 - similarity if label == 1 else ramp(similarity - mpf(o.get("margin", 0))))
    return Outcome(singles)


def margin_ranking(inputs, o):
    return Outcome([ramp((a - b) * -label + mpf(o.get("margin", 0))) for a, b, label in zip(inputs["x1"], inputs["x2"], inputs["label"])])


def cosines(rows, others):
    rows, others = [unit(row) for row in rows], [unit(row) for row in others]
    return [[dot(row, other) for other in others] for row in rows]


def labelled(inputs):
    s, labels = cosines(inputs["embeddings"], inputs["embeddings"]), inputs["labels"]
    for i, row in enumerate(s):
        positives = [x for j, x in enumerate(row) if j != i and labels[j] == labels[i]]
        yield positives, [x for j, x in enumerate(row) if labels[j] != labels[i]]


def multi_similarity(inputs, o):
    alpha, beta, base, singles = mpf(o.get("alpha", 2)), mpf(o.get("beta", 50)), mpf(o.get("base", 0.5)), []
    for positives, negatives in labelled(inputs):
        pull = log1p(total(exp((s - base) * -alpha) for s in positives)) / alpha
        singles.append(pull + log1p(total(exp((s - base) * beta) for s in negatives)) / beta)
    return Outcome(singles)


def circle(inputs, o):
    margin, gamma, singles = mpf(o.get("margin", 0.4)), mpf(o.get("gamma", 80)), []
    for positives, negatives in labelled(inputs):
        if not positives or not negatives:
            singles.append(Number(0))
            continue
        push = total(exp(constant(ramp(s + margin)) * (s - margin) * gamma) for s in negatives)
        pull = total(exp(constant(ramp(1 + margin - s)) * (s - 1 + margin) * -gamma) for s in positives)
        singles.append(log1p(push * pull))
    return Outcome(singles, mpf(sum(1 for p, n in labelled(inputs) if p and n)))


def nt_xent(inputs, o):
    views, pairs = inputs["x1"] + inputs["x2"], len(inputs["x1"])
    s, singles = cosines(views, views), []
    for i in range(2 * pairs if o.get("symmetric", True) else pairs):
        others = [j for j in range(2 * pairs) if j != i]
        singles.append(surprise([s[i][j] / mpf(o.get("temperature", 0.5)) for j in others], others.index((i + pairs) % (2 * pairs))))
    return Outcome(singles)


def info_nce(inputs, o):
    s = [[x / mpf(o.get("temperature", 0.07)) for x in row] for row in cosines(inputs["query"], inputs["keys"])]
    singles = [surprise(row, i) for i, row in enumerate(s)]
    if o.get("symmetric"):
        singles = [(single + surprise([row[i] for row in s], i)) * mpf(0.5) for i, single in enumerate(singles)]
    return Outcome(singles)


def sup_con(inputs, o):
    s, labels, singles = cosines(inputs["embeddings"], inputs["embeddings"]), inputs["labels"], []
    for i, row in enumerate(s):
        others = [j for j in range(len(row)) if j != i]
        logits = [row[j] / mpf(o.get("temperature", 0.1)) for j in others]
        positives = [k for k, j in enumerate(others) if labels[j] == labels[i]]
        if positives:
            singles.append(total(surprise(logits, k) for k in positives) / len(positives))
    return Outcome(singles)


def siglip(inputs, o):
    scale, bias, s = mpf(o.get("scale", 10)), mpf(o.get("bias", -10)), cosines(inputs["x1"], inputs["x2"])
    terms = [[softplus((x * scale + bias) * (-1 if i == j else 1)) for j, x in enumerate(row)] for i, row in enumerate(s)]
    return Outcome([total(row) for row in terms])


def n_pair(inputs, o):
    singles = []
    for i, row in enumerate(inputs["x1"]):
        lengths = (dot(row, row) + dot(inputs["x2"][i], inputs["x2"][i])) * (mpf(o.get("l2", 0)) / 2)
        singles.append(surprise([dot(row, other) for other in inputs["x2"]], i) + lengths)
    return Outcome(singles)


def arcface(inputs, o):
    scale, margin, singles = mpf(o.get("scale", 64)), mpf(o.get("margin", 0.5)), []
    for row, y in zip(cosines(inputs["embeddings"], inputs["centres"]), inputs["target"]):
        angle = acos(row[y])
        own = cos(angle + margin) if angle.value + margin <= pi else row[y] - margin * number_sin(margin)
        singles.append(surprise([(own if c == y else x) * scale for c, x in enumerate(row)], y))
    return Outcome(singles)


def cosface(inputs, o):
    scale, margin, singles = mpf(o.get("scale", 64)), mpf(o.get("margin", 0.35)), []
    for row, y in zip(cosines(inputs["embeddings"], inputs["centres"]), inputs["target"]):
        singles.append(surprise([(x - (margin if c == y else 0)) * scale for c, x in enumerate(row)], y))
    return Outcome(singles)


def proxy_anchor(inputs, o):
    alpha, margin, target = mpf(o.get("alpha", 32)), mpf(o.get("margin", 0.1)), inputs["target"]
    s, singles = cosines(inputs["embeddings"], inputs["proxies"]), []
    classes, present = len(inputs["proxies"]), len(set(target))
    for p in range(classes):
        pull = log1p(total(exp((row[p] - margin) * -alpha) for row, y in zip(s, target) if y == p)) * (mpf(classes) / present)
        singles.append(pull + log1p(total(exp((row[p] + margin) * alpha) for row, y in zip(s, target) if y != p)))
    return Outcome(singles)


def near(rng, rows, width, distance):
    """Rows that hardly differ."""
    middle = normal(rng, width)
    return [[x + distance * rng.gauss(0, 1) for x in middle] for _ in range(rows)]


def main():
    family = Family()
    none = {"reduction": "none"}

    def add(loss, formula, options, by, labels, near_too=True, reductions=("none",), count=5):
        for i, o in enumerate(options):
            o = {**o, "reduction": reductions[i % len(reductions)]}
            rng = draws(f"{loss} {i}")
            labelled_by = {name: draw(rng) for name, draw in labels.items()}
            family.add(loss, f"plain-{i}", formula, o, {**{name: normal(rng, count, 4) for name in by}, **labelled_by}, by=by, measure=ARRAY)
            if near_too and i == 0:
                middle = near(rng, count * len(by), 4, 1e-3)
                inputs = {name: middle[count * k:count * (k + 1)] for k, name in enumerate(by)}
                family.add(loss, f"near-{i}", formula, o, {**inputs, **labelled_by}, by=by, hard="embeddings that hardly differ", measure=ARRAY)

    binary = {"label": lambda rng: [1, 0, 1, 0, 0]}
    signs = {"label": lambda rng: [1, -1, 1, -1, -1]}
    groups = {"labels": lambda rng: [0, 1, 0, 1, 1]}
    add("contrastive", contrastive, [{"margin": 2.5}, {"margin": 3.0, "half": True, "similar-label": 0}], ("x1", "x2"), binary)
    add("triplet", triplet, [{}, {"distance": "squared-euclidean"}, {"distance": "cosine"}, {"swap": True}], ("anchor", "positive", "negative"), {})
    add("online-triplet", online_triplet, [{}, {"mining": "batch-all"}, {"mining": "semi-hard"}, {"distance": "cosine"},
                                           {"distance": "squared-euclidean"}], ("embeddings",), groups, reductions=("mean", "sum"))
    add("cosine-embedding", cosine_embedding, [{}, {"margin": 0.25}], ("x1", "x2"), signs)
    add("multi-similarity", multi_similarity, [{}], ("embeddings",), groups)
    add("circle", circle, [{"margin": 0.375}, {"margin": 0.25, "gamma": 16.0}], ("embeddings",), groups)
    add("nt-xent", nt_xent, [{}, {"symmetric": False}], ("x1", "x2"), {})
    add("info-nce", info_nce, [{"temperature": 0.0625}, {"symmetric": True}], ("query", "keys"), {})
    add("sup-con", sup_con, [{"temperature": 0.125}], ("embeddings",), groups, reductions=("mean",))
    add("siglip", siglip, [{}], ("x1", "x2"), {}, reductions=("mean",))
    add("n-pair", n_pair, [{}, {"l2": 0.125}], ("x1", "x2"), {})
    classes = {"target": lambda rng: [0, 3, 1, 4, 2]}
    add("arcface", arcface, [{}, {"scale": 16.0, "margin": 0.25}], ("embeddings", "centres"), classes)
    add("cosface", cosface, [{"margin": 0.375}], ("embeddings", "centres"), classes)
    add("proxy-anchor", proxy_anchor, [{"margin": 0.125}], ("embeddings", "proxies"), {"target": lambda rng: [0, 3, 1, 3, 0]})
    rng = draws("temperature")
    middle = near(rng, 8, 4, 0.02)
    family.add("info-nce", "cold", info_nce, {"temperature": 0.01, **none}, {"query": middle[:4], "keys": middle[4:]}, by=("query", "keys"), measure=ARRAY,
               hard="a temperature of 0.01 and embeddings that hardly differ")
    family.add("nt-xent", "cold", nt_xent, {"temperature": 0.01, **none}, {"x1": middle[:4], "x2": middle[4:]}, by=("x1", "x2"), measure=ARRAY,
               hard="a temperature of 0.01 and embeddings that hardly differ")
    rng = draws("margin-ranking")
    family.add("margin-ranking", "plain-0", margin_ranking, {"margin": 0.5, **none}, {
        "x1": normal(rng, 8), "x2": normal(rng, 8), "label": [1.0, -1.0] * 4}, by=("x1", "x2"))
    family.add("margin-ranking", "hard-0", margin_ranking, none, {
        "x1": [1.0000001, 1e30, -1e-30, 3.0], "x2": [1.0, 1.0, 1e-30, 3.5], "label": [-1.0, -1.0, 1.0, 1.0]}, by=("x1", "x2"),
        hard="scores that hardly differ, or of 1e30")
    family.write("embeddings.jsonl")


if __name__ == "__main__":
    main()
