"""Writes classification.jsonl. Formulas are those of docs/eval.md."""
from mpmath import isinf, mpf

from cases import Family, Outcome, draws, elementwise, normal, uniform
from exact import Number, exp, log, log1p, number, ramp, sigmoid, softplus, tanh, total

IGNORED = -100
OFF = float("-inf")


# One score or probability at a time.

def bce(p, t, o):
    y = t.value
    terms = [-(t * log(p))] if y > 0 else []
    terms += [-((1 - t) * log(1 - p))] if y < 1 else []
    spread = p.value * (1 - p.value)
    if spread >= mpf("1e-12"):
        return terms
    # Clamped: each logarithm at least -100, the gradient (p - t)/1e-12.
    value = sum((min(term.value, 100 * (y if term is terms[0] and y > 0 else 1 - y)) for term in terms), mpf(0))
    return Number(value, {i: ((p.value - y) / mpf("1e-12") * g, mpf(0), mpf(0)) for i, (g, _, _) in p.slopes.items()})


def bce_with_logits(z, t, o):
    return [t * softplus(-z), (1 - t) * softplus(z)]


def positive_weighted(inputs, options):
    """With a weight of the positive labels for each column."""
    singles = []
    for row, goals in zip(inputs["prediction"], inputs["target"]):
        for z, t, w in zip(row, goals, inputs["pos-weight"]):
            singles.append([softplus(-z) * (w * t), softplus(z) * (1 - t)])
    return Outcome(singles)


def sigmoid_focal(z, t, o):
    y, gamma, alpha = t.value, mpf(o.get("gamma", 2)), o.get("alpha", 0.25)
    weight = mpf(1) if alpha is None else alpha * y + (1 - mpf(alpha)) * (1 - y)
    miss = sigmoid(-z) * y + sigmoid(z) * (1 - y)
    return miss ** gamma * (softplus(-z) * y + softplus(z) * (1 - y)) * weight


def hinge(s, t, o):
    return ramp(mpf(o.get("margin", 1)) - t * s)


def squared_hinge(s, t, o):
    return hinge(s, t, o) ** 2


def soft_margin(s, t, o):
    return softplus(-(t * s))


def asymmetric_multi_label(z, t, o):
    y = t.value
    terms = []
    if y > 0:
        terms.append(sigmoid(-z) ** mpf(o.get("gamma-positive", 1)) * softplus(-z) * y)
    clip = mpf(o.get("clip", 0.05))
    shifted = ramp(sigmoid(z) - clip)
    if y < 1 and shifted.value > 0:
        # With no clip 1 - p is the sigmoid of -z, which keeps the digits of its derivatives.
        surprise = softplus(z) if clip == 0 else -log(1 - shifted)
        terms.append(shifted ** mpf(o.get("gamma-negative", 4)) * surprise * (1 - y))
    return terms or [Number(0)]


# A row of class scores.

def surprise(z, c):
    """-ln of the softmax probability of class c; classes with a score of -infinity are left out."""
    return log1p(others(z, c))


def others(z, c):
    return total(exp(x - z[c]) for k, x in enumerate(z) if k != c and not isinf(x.value))


def miss(z, c):
    """1 - p of class c."""
    rest = others(z, c)
    return rest / (1 + rest)


def targets(target, classes, options, weights):
    """The coefficients w_c d_c of -ln p_c."""
    smoothing = mpf(options.get("label-smoothing", 0))
    if isinstance(target, list):
        return [w * ((1 - smoothing) * t + smoothing / classes) for w, t in zip(weights, target)]
    if options.get("smoothing-scope", "all") == "all":
        d = [smoothing / classes] * classes
        d[target] = 1 - smoothing + smoothing / classes
    else:
        d = [smoothing / (classes - 1)] * classes
        d[target] = 1 - smoothing
    return [w * x for w, x in zip(weights, d)]


def cross_entropy_row(z, target, options, weights):
    coefficients = targets(target, len(z), options, weights)
    terms = [surprise(z, c) * a for c, a in enumerate(coefficients) if a != 0]
    if options.get("z-loss"):
        terms.append((z[0] + surprise(z, 0)) ** 2 * (mpf(options["z-loss"]) * sum(coefficients)))
    return terms


def focal_row(z, y, options, weights):
    alpha = options.get("alpha", 0.25)
    return miss(z, y) ** mpf(options.get("gamma", 2)) * surprise(z, y) * (1 if alpha is None else mpf(alpha))


def generalized_row(z, y, options, weights):
    q = mpf(options.get("q", 0.7))
    s = surprise(z, y)
    return s * weights[y] if q == 0 else (1 - exp(-(s * q))) * (weights[y] / q)


def poly1_row(z, y, options, weights):
    return surprise(z, y) + miss(z, y) * mpf(options.get("epsilon", 1))


def multi_margin_row(s, y, options, weights):
    margin = mpf(options.get("margin", 1))
    terms = [ramp(margin - s[y] + x) ** options.get("p", 1) for c, x in enumerate(s) if c != y]
    return [term * (weights[y] / len(s)) for term in terms]


def nll_row(log_p, y, options, weights):
    return -(log_p[y] * weights[y])


def multi_label_row(z, t, options, weights):
    return [term * (w / len(z)) for x, y, w in zip(z, t, weights) for term in bce_with_logits(x, number(y), options)]


def rows(function):
    def formula(inputs, options):
        z = inputs["prediction"]
        weights = inputs.get("class-weight", [mpf(1)] * len(z[0]))
        singles, divisor = [], mpf(0)
        for row, target in zip(z, inputs["target"]):
            if target == options.get("ignore-index", IGNORED):
                singles.append(Number(0))
                continue
            divisor += 1 if isinstance(target, list) else weights[target]
            singles.append(function(row, target, options, weights))
        return Outcome(singles, divisor)
    return formula


def linear_cross_entropy(inputs, options):
    rows_of, singles = [], []
    bias = inputs.get("bias")
    for h in inputs["hidden"]:
        z = [total(a * b for a, b in zip(h, w)) + (bias[c] if bias else 0) for c, w in enumerate(inputs["weights"])]
        cap = options.get("soft-cap")
        rows_of.append([tanh(x / cap) * cap for x in z] if cap else z)
    for z, y in zip(rows_of, inputs["target"]):
        singles.append(cross_entropy_row(z, y, options, [mpf(1)] * len(z)))
    return Outcome(singles)


SCORES = [1e4, -1e4, 700.0, -700.0, 80.5, -80.5, 40.25, -40.25, 15.0, -15.0, 1e-5, -1e-20, 0.0]
# The first class is the target: p_y near 1 by 1e-20 and more, and as far on the wrong side.
CONFIDENT = [[46.0517, 0.0, -1.0, 0.5], [100.0, 0.0, 1.0, 2.0], [60.5, 0.0, 1.0, -4.0]]
WRONG = [[-50.0, 0.0, 1.0, 0.25], [-1e4, 0.0, 1.0, 2.0], [0.0, 90.5, 1.0, 3.0]]
OFFSET = [[10000.0, 9999.0, 10001.5, 9998.25], [-10000.5, -9999.0, -10001.5, -10002.0], [10046.0, 10000.0, 9999.0, 10000.5]]
MASKED = [[1.5, OFF, 0.25, OFF], [OFF, OFF, 0.5, 2.0], [OFF, 700.0, 0.0, 1.0]]


def main():
    family = Family()
    none = {"reduction": "none"}

    rng = draws("bce")
    soft = {"prediction": uniform(rng, 0.02, 0.98, 16), "target": uniform(rng, 0, 1, 16)}
    hard = {"prediction": uniform(rng, 0.02, 0.98, 16), "target": [float(i % 2) for i in range(16)]}
    family.add("bce", "plain-0", elementwise(bce), none, hard, hessian=True)
    family.add("bce", "plain-1", elementwise(bce), none, soft, hessian=True)
    family.add("bce", "hard-0", elementwise(bce), none, {"prediction": [1e-9, 0.9999999, 1e-5, 0.9999], "target": [1.0, 0.0, 0.0, 1.0]}, hessian=True,
               hard="p near 0 and 1")
    family.add("bce", "hard-1", elementwise(bce), none, {"prediction": [1e-20, 1e-20, 1e-30, 0.99999999999999989], "target": [1.0, 0.0, 0.0, 1.0]},
               hard="p nearer to 0 and 1 than 1e-12")

    def scores(loss, function, options, target=(0.0, 1.0), soft_too=False, measure=("terms",) * 3):
        for i, o in enumerate(options):
            rng = draws(f"{loss} {i}")
            o = {**o, **none}
            family.add(loss, f"plain-{i}", elementwise(function), o, {"prediction": normal(rng, 16, size=2), "target": [rng.choice(target) for _ in range(16)]},
                       hessian=True, measure=measure)
            family.add(loss, f"hard-{i}", elementwise(function), o, {
                "prediction": SCORES + SCORES, "target": [target[0]] * len(SCORES) + [target[1]] * len(SCORES)}, hessian=True, hard="scores up to 1e4",
                measure=measure)
            if soft_too:
                family.add(loss, f"soft-{i}", elementwise(function), o, {"prediction": normal(rng, 16, size=2), "target": uniform(rng, 0, 1, 16)},
                           hessian=True)

    scores("bce-with-logits", bce_with_logits, [{}], soft_too=True)
    scores("sigmoid-focal", sigmoid_focal, [{"alpha": None, "gamma": g} for g in (2.0, 0.0, 0.25, 0.5, 1.0, 1.5, 5.0)] + [{}],
           measure=("result", "result", "rules"))
    rng = draws("sigmoid-focal soft")
    family.add("sigmoid-focal", "soft-0", elementwise(sigmoid_focal), none, {"prediction": normal(rng, 16), "target": uniform(rng, 0, 1, 16)},
               hessian=True, measure=("result", "array", "rules"))
    scores("soft-margin", soft_margin, [{}], (-1.0, 1.0))
    scores("hinge", hinge, [{}, {"margin": 0.25}], (-1.0, 1.0))
    scores("squared-hinge", squared_hinge, [{}, {"margin": 0.25}], (-1.0, 1.0))
    scores("asymmetric-multi-label", asymmetric_multi_label, [{"clip": 0.0625}, {"clip": 0.0}, {"clip": 0.0, "gamma-negative": 0.5, "gamma-positive": 2.0},
                                                              {"clip": 0.0, "gamma-negative": 0.0, "gamma-positive": 0.0}],
           measure=("result", "result", "rules"))
    rng = draws("pos-weight")
    family.add("bce-with-logits", "pos-weight", positive_weighted, none, {
        "prediction": normal(rng, 4, 4, size=2), "target": [[float(rng.random() < 0.5) for _ in range(4)] for _ in range(4)],
        "pos-weight": [0.5, 1.0, 2.5, 8.0]}, hessian=True)

    def classes(loss, function, options, hessian=False, hards=True, measure=("terms",) * 3):
        for i, o in enumerate(options):
            rng = draws(f"{loss} {i}")
            o = {**o, **none}
            add = lambda name, inputs, what=None: family.add(
                loss, f"{name}-{i}", rows(function), o, inputs, hessian=hessian, hard=what, measure=measure)
            add("plain", {"prediction": normal(rng, 5, 6, size=2), "target": [rng.randrange(6) for _ in range(5)]})
            if hards:
                add("confident", {"prediction": CONFIDENT, "target": [0, 0, 0]}, "p_y of 1 - 1e-20 and nearer to 1")
                add("wrong", {"prediction": WRONG, "target": [0, 0, 0]}, "p_y of 1e-20 and less")
                add("offset", {"prediction": OFFSET, "target": [0, 1, 2]}, "logits with a common offset of 1e4")
                if not o.get("label-smoothing") and not o.get("z-loss"):
                    add("masked", {"prediction": MASKED, "target": [0, 2, 1]}, "classes masked by -infinity")

    classes("cross-entropy", cross_entropy_row, [{}, {"label-smoothing": 0.125}, {"label-smoothing": 0.25, "smoothing-scope": "others"},
                                                 {"z-loss": 0.0625}], hessian=True)
    rng = draws("cross-entropy probabilities")
    family.add("cross-entropy", "probabilities", rows(cross_entropy_row), none, {"prediction": normal(rng, 4, 6, size=2), "target": uniform(rng, 0, 1, 4, 6)},
               hessian=True)
    family.add("cross-entropy", "weighted-mean", rows(cross_entropy_row), {"reduction": "mean"}, {
        "prediction": normal(rng, 5, 4, size=2), "target": [0, 3, IGNORED, 1, 2], "class-weight": [0.5, 1.25, 2.0, 0.75]}, hessian=True)
    classes("focal", focal_row, [{"alpha": None, "gamma": g} for g in (2.0, 0.0, 0.25, 0.5, 1.0, 1.5, 5.0)] + [{}])
    classes("generalized-cross-entropy", generalized_row, [{}, {"q": 1.0}, {"q": 0.0}, {"q": 0.125}])
    classes("poly1-cross-entropy", poly1_row, [{}, {"epsilon": 3.5}])
    classes("multi-margin", multi_margin_row, [{}, {"p": 2, "margin": 0.5}], hards=False)
    rng = draws("nll")
    family.add("nll", "plain-0", rows(nll_row), {"reduction": "mean"}, {
        "prediction": [[-abs(x) for x in row] for row in normal(rng, 6, 4, size=2)], "target": [0, 3, 1, 1, 2, IGNORED],
        "class-weight": [0.5, 1.25, 2.0, 0.75]})
    rng = draws("multi-label-soft-margin")
    family.add("multi-label-soft-margin", "plain-0", rows(multi_label_row), none, {
        "prediction": normal(rng, 4, 5, size=2), "target": [[float(rng.random() < 0.5) for _ in range(5)] for _ in range(4)]})
    family.add("multi-label-soft-margin", "hard-0", rows(multi_label_row), none, {
        "prediction": [SCORES[:6], SCORES[6:12]], "target": [[0.0, 0.0, 1.0, 0.0, 1.0, 1.0], [1.0, 0.0, 0.0, 1.0, 1.0, 0.0]]}, hard="scores up to 1e4")
    for i, o in enumerate(({}, {"soft-cap": 2.5}, {"label-smoothing": 0.125, "z-loss": 0.0625})):
        rng = draws(f"linear-cross-entropy {i}")
        family.add("linear-cross-entropy", f"plain-{i}", linear_cross_entropy, {**o, **none}, {
            "hidden": normal(rng, 4, 3), "weights": normal(rng, 5, 3), "bias": normal(rng, 5), "target": [rng.randrange(5) for _ in range(4)]},
            by=("hidden", "weights", "bias"), measure=("terms", "array"))
    family.add("linear-cross-entropy", "hard-0", linear_cross_entropy, none, {
        "hidden": [[100.0, 0.5], [50.0, 0.25]], "weights": [[1.0, 0.0], [0.0, 1.0], [0.5, -1.0]], "bias": [0.0, 1.0, -2.0], "target": [0, 0]},
        by=("hidden", "weights", "bias"), measure=("terms", "array"), hard="p_y of 1 - 1e-20 and nearer to 1")
    family.write("classification.jsonl")


if __name__ == "__main__":
    main()
