"""Writes stability.txt: values and gradients of losses at inputs where a naive formula loses its digits.

Run with Python 3 and mpmath: python3 stability.py > stability.txt
Computed with 1,000 decimal digits; gradients are central differences of the value with a step of 1e-300 of the input's size.
A line: loss|float32 or float64|predictions|targets|value|gradient. Scores of classes are one row, with a class index as target.
The reduction is sum. Inputs are rounded to the type first, and lines whose results the type cannot hold are left out.
"""
import struct
import sys
from mpmath import mp, mpf, exp, expm1, log, log1p, loggamma, cosh, sqrt, nstr, workdps

mp.dps = 1000


def softplus(x):
    return log1p(exp(x))


def softmax(scores, label):
    top = max(scores)
    total = sum(exp(s - top) for s in scores)
    others = sum(exp(s - top) for i, s in enumerate(scores) if i != label)
    return scores[label] - top - log(total), others / total


def cross_entropy(scores, label):
    return -softmax(scores, label)[0]


def focal(gamma):
    def value(scores, label):
        log_probability, miss = softmax(scores, label)
        return -(miss ** mpf(gamma)) * log_probability
    return value


def poly1(scores, label):
    log_probability, miss = softmax(scores, label)
    return -log_probability + miss


def sigmoid_focal(gamma):
    def value(z, t):
        probability = 1 / (1 + exp(-z))
        miss = 1 / (1 + exp(z)) if t == 1 else probability
        return miss ** mpf(gamma) * bce(z, t)
    return value


def bce(z, t):
    return softplus(-z) if t == 1 else softplus(z)


def huber(e):
    return e * e / 2 if abs(e) <= 1 else abs(e) - mpf(1) / 2


def smooth_l1(e):
    return e * e / mpf("0.5") if abs(e) < mpf("0.25") else abs(e) - mpf("0.125")


def robust(alpha):
    alpha = mpf(float(alpha))
    if alpha == 2:
        return lambda e: e * e / 2
    if alpha == 0:
        return lambda e: log1p(e * e / 2)
    b = abs(alpha - 2)
    return lambda e: b / alpha * ((e * e / b + 1) ** (alpha / 2) - 1)


def generalized(q):
    return lambda scores, label: -expm1(mpf(q) * softmax(scores, label)[0]) / mpf(q)


def z_loss(scores, label):
    top = max(scores)
    normaliser = top + log(sum(exp(s - top) for s in scores))
    return cross_entropy(scores, label) + mpf("0.5") * normaliser ** 2


def asymmetric(negative, positive, clip):
    def value(z, t):
        p = 1 / (1 + exp(-z))
        if t == 1:
            return (1 / (1 + exp(z))) ** mpf(positive) * softplus(-z)
        shifted = p - mpf(float(clip))
        return -(shifted ** mpf(negative)) * log1p(-shifted) if shifted > 0 else mpf(0)
    return value


def tweedie(power):
    power = mpf(float(power))
    return lambda z, t: t * exp((1 - power) * z) / (power - 1) + exp((2 - power) * z) / (2 - power)


def gamma(z, t):
    return z + t * exp(-z)


def negative_binomial(alpha):
    alpha = mpf(float(alpha))
    return lambda z, t: (t + 1 / alpha) * log1p(alpha * exp(z)) - t * z


def negative_binomial_constant(alpha, t):
    alpha = mpf(float(alpha))
    with workdps(60):
        return loggamma(t + 1) + loggamma(1 / alpha) - loggamma(t + 1 / alpha) - t * log(alpha)


def student(degrees):
    return lambda e: (mpf(float(degrees)) + 1) / 2 * log1p(e * e / mpf(float(degrees)))


def rounded(x, dtype):
    return x if dtype == "float64" else struct.unpack("f", struct.pack("f", x))[0]


def fits(x, dtype):
    least, greatest = ("1.2e-38", "3.4e38") if dtype == "float32" else ("2.3e-308", "1.7e308")
    return x == 0 or mpf(least) < abs(x) < mpf(greatest)


def line(loss, dtype, predictions, targets, function):
    try:
        predictions = [rounded(p, dtype) for p in predictions]
    except OverflowError:
        return
    if not all(fits(mpf(p), dtype) for p in predictions):
        return
    exact = [mpf(p) for p in predictions]
    value = function(exact)
    gradient = []
    for i, p in enumerate(exact):
        step = (abs(p) if p else mpf(1)) * mpf("1e-300")
        up = function([x + step if j == i else x for j, x in enumerate(exact)])
        down = function([x - step if j == i else x for j, x in enumerate(exact)])
        gradient.append((up - down) / (2 * step))
    if all(fits(x, dtype) for x in [value, *gradient]):
        print("|".join([
            loss, dtype, " ".join(map(repr, predictions)), " ".join(map(repr, targets)),
            nstr(value, 20), " ".join(nstr(g, 20) for g in gradient)]))


def main():
    for dtype in ("float64", "float32"):
        # 1 - p_y down to 1e-20 and beyond, and as far on the wrong side; a common offset of 1e4.
        for scores in ([46.0517, 0.0, -1.0], [100.0, 0.0, 1.0], [700.0, 0.0, 1.0], [-50.0, 0.0, 1.0], [-1e4, 0.0, 1.0],
                       [10000.0, 9999.0, 10001.5], [10046.0, 10000.0, 9999.0], [3.0, 2.0, 1.0], [1e4, -1e4, 0.0]):
            for loss, function in (
                    ("cross-entropy", cross_entropy),
                    ("poly1-cross-entropy", poly1),
                    *((f"focal:alpha=null:gamma={g}", focal(g)) for g in ("0.5", "1", "2", "5")),
                    *((f"generalized-cross-entropy:q={q}", generalized(q)) for q in ("0.5", "1"))):
                line(loss, dtype, scores, [0], lambda s, f=function: f(s, 0))
        for scores in ([1e4, 9999.0, 1.0], [-1e4, -9999.0, -10002.0], [3.0, 2.0, 1.0], [700.0, 0.0, 1.0]):
            line("cross-entropy:z-loss=0.5", dtype, scores, [0], lambda s: z_loss(s, 0))
        for z in (600.0, -600.0, 80.3, -80.3, 40.1, -40.1, 1e-5, 0.5):
            for t in (0.0, 3.0):
                for power in ("1.5", "1.3", "1.9"):
                    line(f"tweedie:power={power}", dtype, [z], [t], lambda x: tweedie(power)(x[0], mpf(t)))
                # At 0.5 the terms of the value nearly cancel for t = 3.
                for alpha in ("1", "1e-8", "0.3") if z != 0.5 or t == 0 else ():
                    function = negative_binomial(alpha)
                    line(f"negative-binomial-nll:dispersion={alpha}", dtype, [z], [t], lambda x: function(x[0], mpf(t)))
            line("gamma-nll", dtype, [z], [2.0], lambda x: gamma(x[0], mpf(2)))
        for t in (3.0, 100.0, 1e5):
            for alpha in ("1e-12", "1e-8", "0.3"):
                function, constant = negative_binomial(alpha), negative_binomial_constant(alpha, mpf(t))
                line(f"negative-binomial-nll:full=true:dispersion={alpha}", dtype, [0.5], [t], lambda x: function(x[0], mpf(t)) + constant)
        for z in (1e4, -1e4, 700.0, -700.0, 40.0, -40.0, 1e-5, 0.5):
            for t in (1.0, 0.0):
                for negative, positive, clip in (("4", "1", "0.0625"), ("4", "1", "0"), ("0.5", "2", "0")):
                    name = f"asymmetric-multi-label:gamma-negative={negative}:gamma-positive={positive}:clip={clip}"
                    line(name, dtype, [z], [t], lambda x: asymmetric(negative, positive, clip)(x[0], t))
        for z in (1e4, -1e4, 700.0, -700.0, 40.0, -40.0, 1e-5, 0.5):
            for t in (1.0, 0.0):
                line("bce-with-logits", dtype, [z], [t], lambda x: bce(x[0], t))
                for g in ("0.5", "1", "2", "5"):
                    line(f"sigmoid-focal:alpha=null:gamma={g}", dtype, [z], [t], lambda x: sigmoid_focal(g)(x[0], t))
            for t in (1.0, -1.0):
                line("soft-margin", dtype, [z], [t], lambda x: softplus(-t * x[0]))
        errors = [s * m for m in (1e-30, 1e-15, 1e-8, 1e-4, 0.3, 2.0, 1e4, 1e15, 1e30) for s in (1, -1)]
        for e in errors:
            for loss, function in (
                    ("mse", lambda e: e * e), ("mae", abs), ("huber", huber), ("smooth-l1:beta=0.25", smooth_l1),
                    ("log-cosh", lambda e: log(cosh(e)) if abs(e) < 2000 else abs(e) - log(mpf(2))),
                    ("charbonnier", lambda e: sqrt(e * e + mpf(1e-3) ** 2)), ("expectile:expectile=0.75", lambda e: (1 if e > 0 else 3) * e * e / 4),
                    *((f"student-t-nll:degrees-of-freedom={n}", student(n)) for n in ("4", "1", "1e20")),
                    ("quantile:quantile=0.75", lambda e: e / 4 if e > 0 else -e * 3 / 4),
                    ("asymmetric-mse", lambda e: (2 if e > 0 else 1) * e * e),
                    *((f"general-robust:alpha={a}", robust(a)) for a in (
                        "0", "1e-9", "-1e-9", "1e-4", "2", "1.999999999", "2.000000001", "1.9999", "1", "-2", "0.5", "3"))):
                line(loss, dtype, [e], [0.0], lambda x: function(x[0]))
            if e > 0:
                line("msle", dtype, [e], [0.0], lambda x: log1p(x[0]) ** 2)
        for size in (1e200, 1e-200, 1e30, 1e-30, 1.0):
            line("rmse", dtype, [3 * size, -4 * size], [0.0, 0.0], lambda x: sqrt((x[0] ** 2 + x[1] ** 2) / 2))


if __name__ == "__main__":
    sys.exit(main())
