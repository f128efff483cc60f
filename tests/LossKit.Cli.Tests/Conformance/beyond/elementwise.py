"""Writes elementwise.jsonl: cases of the losses of elements and of class scores that LossKit adds to the protocol.

Run with Python 3 and mpmath: python3 elementwise.py > elementwise.jsonl
Values are computed with 60 decimal digits straight from the formulas of the papers (log-gammas and all), derivatives as central differences
of the value with a step of 1e-15, whose error is below 1e-25. No formula of a gradient is written here.
"""
import json
import random
import struct

from mpmath import exp, log, loggamma, mp, mpf, pi, sqrt

mp.dps = 60
STEP = mpf(10) ** -15


# Regression: the loss of one prediction p and one target t.

def charbonnier(p, t, o):
    return sqrt((p - t) ** 2 + mpf(o.get("epsilon", 1e-3)) ** 2)


def expectile(p, t, o):
    tau = mpf(o.get("expectile", 0.5))
    return abs(tau - (1 if t - p < 0 else 0)) * (t - p) ** 2


def epsilon_insensitive(p, t, o):
    return max(mpf(0), abs(p - t) - mpf(o.get("epsilon", 0.1))) ** o.get("power", 1)


def mean_of(p, o):
    return exp(p) if o.get("log-input", True) else p + mpf(o.get("epsilon", 1e-8))


def tweedie(p, t, o):
    power, mu = mpf(o.get("power", 1.5)), mean_of(p, o)
    return -t * mu ** (1 - power) / (1 - power) + mu ** (2 - power) / (2 - power)


def gamma_nll(p, t, o):
    k, mu = mpf(o.get("shape", 1)), mean_of(p, o)
    rate = k / mu
    full = -(k * log(rate) + (k - 1) * log(t) - rate * t - loggamma(k))
    return full if o.get("full") else full - (loggamma(k) - k * log(k) + (1 - k) * log(t))


def negative_binomial_nll(p, t, o):
    alpha, mu = mpf(o.get("dispersion", 1)), mean_of(p, o)
    r = 1 / alpha
    success = mu / (mu + r)
    full = -(loggamma(t + r) - loggamma(r) - loggamma(t + 1) + r * log(1 - success) + t * log(success))
    return full if o.get("full") else full - (loggamma(t + 1) + loggamma(r) - loggamma(t + r) - t * log(alpha))


def student_t_nll(p, t, o):
    nu, s = mpf(o.get("degrees-of-freedom", 4)), mpf(o.get("scale", 1))
    x = (p - t) / s
    kernel = (nu + 1) / 2 * log(1 + x * x / nu)
    return kernel + log(s) + log(nu * pi) / 2 + loggamma(nu / 2) - loggamma((nu + 1) / 2) if o.get("full") else kernel


def asymmetric_multi_label(z, t, o):
    p = 1 / (1 + exp(-z))
    shifted = max(p - mpf(o.get("clip", 0.05)), mpf(0))
    positive = (1 - p) ** mpf(o.get("gamma-positive", 1)) * log(p)
    negative = shifted ** mpf(o.get("gamma-negative", 4)) * log(1 - shifted) if shifted > 0 else mpf(0)
    return -t * positive - (1 - t) * negative


# Classification: a row of scores z. A target is a class index y or a list of probabilities, w the class weights.

def log_sum_exp(z):
    top = max(z)
    return top + log(sum(exp(x - top) for x in z))


def generalized_cross_entropy(z, y, w, o):
    q = mpf(o.get("q", 0.7))
    log_p = z[y] - log_sum_exp(z)
    return w[y] * (-log_p if q == 0 else (1 - exp(q * log_p)) / q)


def cross_entropy(z, target, w, o):
    """Plain cross-entropy, and λ (ln Z)² for each row, weighted by the sum of the row's coefficients."""
    smoothing, classes = mpf(o.get("label-smoothing", 0)), len(z)
    if isinstance(target, int):
        d = [1 - smoothing if c == target else mpf(0) for c in range(classes)]
        if o.get("smoothing-scope", "all") == "all":
            d = [x + smoothing / classes for x in d]
        else:
            d = [x + (0 if c == target else smoothing / (classes - 1)) for c, x in enumerate(d)]
    else:
        d = [(1 - smoothing) * t + smoothing / classes for t in target]
    normaliser = log_sum_exp(z)
    a = [wc * dc for wc, dc in zip(w, d)]
    return -sum(ac * (x - normaliser) for ac, x in zip(a, z)) + sum(a) * mpf(o.get("z-loss", 0)) * normaliser ** 2


def derivatives(function, x):
    up, middle, down = function(x + STEP), function(x), function(x - STEP)
    return middle, (up - down) / (2 * STEP), (up - 2 * middle + down) / STEP ** 2


def rounded(x, dtype):
    return x if dtype == "float64" else struct.unpack("f", struct.pack("f", x))[0]


def emit(loss, number, dtype, options, inputs, value, gradient, hessian):
    expect = {"value": value, "gradients": {"prediction": gradient}}
    case = {"id": f"{loss}-{number:03}", "loss": loss, "dtype": dtype, "options": options, "inputs": inputs}
    if hessian is not None:
        case["want"] = ["value", "gradients", "hessian"]
        expect["hessian"] = {"prediction": hessian}
    print(json.dumps({**case, "expect": expect}))


def elements(loss, function, number, rng, dtype, options, count, prediction, target, weighted):
    draw = lambda of: [rounded(round(of(rng), 6), dtype) for _ in range(count)]
    inputs = {"prediction": draw(prediction), "target": draw(target)}
    if weighted:
        inputs["weight"] = draw(lambda r: r.uniform(0, 3))
    weights = inputs.get("weight", [1.0] * count)
    reduction = options["reduction"]
    scale = mpf(1) / count if reduction == "mean" else mpf(1)
    each, gradient, hessian = [], [], []
    for p, t, w in zip(inputs["prediction"], inputs["target"], weights):
        v, g, h = derivatives(lambda x: function(x, mpf(t), options), mpf(p))
        each.append(v * mpf(w))
        gradient.append(float(g * mpf(w) * scale))
        hessian.append(float(h * mpf(w) * scale))
    value = [float(v) for v in each] if reduction == "none" else float(sum(each) * scale)
    emit(loss, number, dtype, options, inputs, value, gradient, hessian)


def rows(loss, function, number, rng, dtype, options, count, classes, width, weighted, soft, has_hessian):
    z = [[rounded(round(rng.gauss(0, width), 6), dtype) for _ in range(classes)] for _ in range(count)]
    ignored = options.get("ignore-index", -100)
    if soft:
        target = [[rounded(round(rng.random(), 6), dtype) for _ in range(classes)] for _ in range(count)]
    else:
        target = [ignored if rng.random() < 0.15 else rng.randrange(classes) for _ in range(count)]
        target[0] = (ignored + 1) % classes
    inputs = {"prediction": z, "target": target}
    weights = [mpf(1)] * classes
    if weighted:
        inputs["class-weight"] = [rounded(round(rng.uniform(0.2, 3), 6), dtype) for _ in range(classes)]
        weights = [mpf(w) for w in inputs["class-weight"]]
    counted = [i for i in range(count) if soft or target[i] != ignored]
    divisor = mpf(count) if soft else sum((weights[target[i]] for i in counted), mpf(0))
    scale = 1 / divisor if options["reduction"] == "mean" else mpf(1)
    each, gradient, hessian = [mpf(0)] * count, [[0.0] * classes for _ in z], [[0.0] * classes for _ in z]
    for i in counted:
        exact = [mpf(x) for x in z[i]]
        goal = [mpf(t) for t in target[i]] if soft else target[i]
        for c in range(classes):
            row = lambda x: function([x if k == c else y for k, y in enumerate(exact)], goal, weights, options)
            each[i], g, h = derivatives(row, exact[c])
            gradient[i][c], hessian[i][c] = float(g * scale), float(h * scale)
    value = [float(v) for v in each] if options["reduction"] == "none" else float(sum(each) * scale)
    emit(loss, number, dtype, options, inputs, value, gradient, hessian if has_hessian else None)


def normal(width):
    return lambda rng: rng.gauss(0, width)


def positive(rng):
    return rng.uniform(0.05, 9)


def count_of(rng):
    return float(rng.choice([0, 0, 1, 1, 2, 3, 5, 8, 13, 40]))


def amount(rng):
    return rng.choice([0.0, rng.uniform(0.01, 9)])


def label(rng):
    return rng.choice([0.0, 1.0, rng.random()])


SINGLE = {"dtype": "float32"}

# Loss, function, draws of prediction and target; then for each case its options beside the reduction, and "mean" unless named.
ELEMENTS = [
    ("charbonnier", charbonnier, normal(2), normal(2), [{}, {"epsilon": 0.5}, {"epsilon": 1e-6}, SINGLE, {"epsilon": 3.0}, {}]),
    ("expectile", expectile, normal(2), normal(2),
     [{}, {"expectile": 0.9}, {"expectile": 0.1}, {"expectile": 0.75, **SINGLE}, {"expectile": 0.01}, {"expectile": 0.6}]),
    ("epsilon-insensitive", epsilon_insensitive, normal(1), normal(1),
     [{}, {"epsilon": 0.5}, {"epsilon": 0.25, "power": 2}, {"power": 2, **SINGLE}, {"epsilon": 0.0}, {"epsilon": 1.0, "power": 2}]),
    ("tweedie", tweedie, normal(1.5), amount,
     [{}, {"power": 1.1}, {"power": 1.9}, {"power": 1.3, **SINGLE}, {"power": 1.7}, {"power": 1.25}]),
    ("tweedie", tweedie, positive, amount,
     [{"log-input": False}, {"log-input": False, "power": 1.2, "epsilon": 0.5}, {"log-input": False, "power": 1.8, **SINGLE}]),
    ("gamma-nll", gamma_nll, normal(1.5), positive,
     [{}, {"shape": 3.0}, {"shape": 0.3, "full": True}, {"shape": 2.0, **SINGLE}, {"shape": 40.0, "full": True}, {"full": True}]),
    ("gamma-nll", gamma_nll, positive, positive,
     [{"log-input": False}, {"log-input": False, "shape": 2.5, "full": True, "epsilon": 0.25}, {"log-input": False, **SINGLE}]),
    ("negative-binomial-nll", negative_binomial_nll, normal(2), count_of,
     [{}, {"dispersion": 0.1}, {"dispersion": 2.5, "full": True}, {"dispersion": 0.5, **SINGLE}, {"dispersion": 0.01, "full": True},
      {"full": True, **SINGLE}, {"dispersion": 20.0, "full": True}]),
    ("negative-binomial-nll", negative_binomial_nll, positive, count_of,
     [{"log-input": False}, {"log-input": False, "dispersion": 0.3, "full": True, "epsilon": 0.25},
      {"log-input": False, "dispersion": 4.0, **SINGLE}]),
    ("student-t-nll", student_t_nll, normal(3), normal(1),
     [{}, {"degrees-of-freedom": 1.0}, {"degrees-of-freedom": 2.5, "scale": 0.5, "full": True}, {"scale": 2.0, **SINGLE},
      {"degrees-of-freedom": 1000.0, "full": True}, {"degrees-of-freedom": 0.3, "scale": 3.0, "full": True}]),
    ("asymmetric-multi-label", asymmetric_multi_label, normal(3), label,
     [{}, {"gamma-negative": 0.0, "gamma-positive": 0.0, "clip": 0.0}, {"gamma-negative": 2.0, "gamma-positive": 0.5, "clip": 0.0},
      {"clip": 0.2, **SINGLE}, {"gamma-negative": 1.5, "gamma-positive": 3.0}, {"gamma-negative": 1.0, "gamma-positive": 0.0, "clip": 0.5}]),
]

# Loss, function, whether it has a Hessian; then options, whether there are class weights, whether targets are probabilities.
ROWS = [
    ("generalized-cross-entropy", generalized_cross_entropy, False,
     [({}, 0, 0), ({"q": 0.3}, 1, 0), ({"q": 1.0}, 0, 0), ({"q": 0.5, **SINGLE}, 1, 0), ({"q": 0.0}, 1, 0), ({"ignore-index": 1}, 1, 0)]),
    ("cross-entropy", cross_entropy, True,
     [({"z-loss": 1e-4}, 0, 0), ({"z-loss": 0.5}, 1, 0), ({"z-loss": 0.1, "label-smoothing": 0.2}, 1, 0), ({"z-loss": 0.05, **SINGLE}, 0, 0),
      ({"z-loss": 0.3}, 1, 1), ({"z-loss": 0.2, "label-smoothing": 0.3, "smoothing-scope": "others"}, 1, 0),
      ({"z-loss": 0.01, "label-smoothing": 0.1}, 0, 1), ({"z-loss": 0.01, "ignore-index": 2}, 0, 0)]),
]


def main():
    numbers = {}
    for loss, function, prediction, target, cases in ELEMENTS:
        for case in cases:
            number = numbers.setdefault(loss, 0)
            numbers[loss] += 1
            options = {"reduction": ("mean", "sum", "none")[number % 3], **case}
            dtype = options.pop("dtype", "float64")
            rng = random.Random(f"{loss} {number}")
            elements(loss, function, number, rng, dtype, options, (7, 20, 33)[number % 3], prediction, target, number % 2 == 1)
    for loss, function, has_hessian, cases in ROWS:
        for number, (case, weighted, soft) in enumerate(cases):
            options = {"reduction": ("mean", "sum", "none", "mean")[number % 4], **case}
            dtype = options.pop("dtype", "float64")
            rng = random.Random(f"{loss} {number}")
            name = number + (100 if loss == "cross-entropy" else 0)
            rows(loss, function, name, rng, dtype, options, 9, (3, 7, 18)[number % 3], (1, 5)[number % 2], weighted, soft, has_hessian)


if __name__ == "__main__":
    main()
