"""Writes lane_math.txt: exact values of the functions of LaneMath, computed with mpmath at 60 digits and more.

Run: python3 lane_math.py [cases per function] > lane_math.txt

A line "function type" opens a section. Each case is "x [y] result offset": arguments and the rounded result as the hexadecimal
bits of the type, and what the exact result lies above the rounded one, in units of the spacing of numbers there.
"""

import random
import struct
import sys

from mpmath import (atan, exp, expm1, floor, frexp, ldexp, log, log1p, loggamma, mp, mpf, sqrt, tan, tanh, pi, power, workdps)

mp.dps = 60
FORMATS = {"float": (24, -149, "f", "I", 8, 128), "double": (53, -1074, "d", "Q", 16, 1024)}


def log_cosh(x):
    x = abs(x)
    if x < mpf(10) ** -15:
        return x * x / 2 - x ** 4 / 12
    return x + log1p(exp(-2 * x)) - log(mpf(2))


def sigmoid(x):
    return exp(x) / (1 + exp(x)) if x < 0 else 1 / (1 + exp(-x))


def softplus(x):
    return max(x, mpf(0)) + log1p(exp(-abs(x)))


def stirling(x):
    # The remainder is a difference of terms up to 1e311 times as large; beyond 1e30 two terms of its series have 60 digits.
    if x > mpf(10) ** 30:
        return 1 / (12 * x) - 1 / (360 * x ** 3)
    with workdps(140):
        return +(loggamma(x) - (x - mpf(1) / 2) * log(x) + x - log(2 * pi) / 2)


# name: (function, where its argument matters: list of (low, high, signs), thresholds where the method changes)
LN2 = log(mpf(2))
R = sqrt(mpf(1) / 2)
FUNCTIONS = {
    "exp": (exp, (-150, 7, "+-"), (-1080, 11), [LN2 / 2, -LN2 / 2, 3 * LN2 / 2, -3 * LN2 / 2], "exp"),
    "expm1": (expm1, (-150, 7, "+-"), (-1080, 11), [LN2 / 2, -LN2 / 2, 3 * LN2 / 2, -3 * LN2 / 2, LN2, -LN2], "exp"),
    "log": (log, (-149, 128, "+"), (-1074, 1024), [R, 2 * R, mpf(1), mpf(2), mpf(1) / 2], None),
    "log1p": (log1p, (-149, 128, "+-"), (-1074, 1024), [R - 1, 2 * R - 1, 4 * R - 1, R / 2 - 1, mpf(-1)], None),
    "tanh": (tanh, (-149, 5, "+-"), (-1074, 6), [mpf("0.625"), mpf("0.55"), mpf(9), mpf(19)], None),
    "sigmoid": (sigmoid, (-30, 7, "+-"), (-60, 11), [mpf(0), LN2 / 2, -LN2 / 2], "exp"),
    "softplus": (softplus, (-30, 7, "+-"), (-60, 11), [mpf(0), log(2 * R - 1), -log(2 * R - 1)], "exp"),
    "logcosh": (log_cosh, (-76, 128, "+-"), (-540, 1024), [mpf("0.75"), mpf("0.4"), log(2 * R - 1) / 2], None),
    "atan": (atan, (-149, 128, "+-"), (-1074, 1024), [tan(pi / 8), tan(3 * pi / 8), mpf(1)], None),
    "stirling": (stirling, (0, 128, "+"), (0, 1024), [mpf(1), mpf(2), mpf(3), mpf(8)], None),
}
EDGES = {"float": [mpf("88.72"), mpf("-87.34"), mpf("-103.97")], "double": [mpf("709.78"), mpf("-708.4"), mpf("-745.13")]}


def to_bits(value, kind):
    """The bits of the nearest number (half to even), and the exact value's distance from it in spacings."""
    digits, lowest, _, _, _, top = FORMATS[kind]
    if value == 0:
        return 0, mpf(0)
    magnitude = abs(value)
    exponent = max(int(frexp(magnitude)[1]) - digits, lowest)
    steps = ldexp(magnitude, -exponent)
    whole = floor(steps)
    rest = steps - whole
    if rest > 0.5 or (rest == 0.5 and int(whole) % 2 == 1):
        whole += 1
        rest -= 1
    if whole >= mpf(2) ** (top - exponent):
        return None, None
    bits = from_float(float(ldexp(whole, exponent)), kind) | (1 << (31 if kind == "float" else 63) if value < 0 else 0)
    return bits, rest if value > 0 else -rest


def from_float(value, kind):
    _, _, code, integer, _, _ = FORMATS[kind]
    return struct.unpack(integer, struct.pack(code, value))[0]


def nearest(value, kind):
    """A number of the type near an exact value, as a Python float, or None where it is out of range."""
    try:
        return struct.unpack(FORMATS[kind][2], struct.pack(FORMATS[kind][2], float(value)))[0]
    except OverflowError:
        return None


def arguments(entry, kind, count, rng):
    _, single, double, thresholds, ends = entry
    low, high = (single[0], single[1]) if kind == "float" else double
    signs = single[2]
    xs = []
    for t in thresholds + (EDGES[kind] if ends else []):
        for k in (0, 1, -1, 3, -3, 1000, -1000, 123456, -123456):
            xs.append(t * (1 + k * ldexp(mpf(1), -FORMATS[kind][0])))
        xs += [t * (1 + mpf(rng.uniform(-0.02, 0.02))) for _ in range(6)]
    for i in range(count):
        # A third over the whole range of exponents, a third where all bits of the result matter, a third near 1.
        exponent = rng.uniform(low, high) if i % 3 == 0 else rng.uniform(max(low, -12), min(high, 7)) if i % 3 == 1 else rng.uniform(-3, 1.5)
        xs.append(mpf(2) ** mpf(exponent) * (-1 if "-" in signs and rng.random() < 0.5 else 1))
    return xs


def valid(name, x):
    return not (name == "log" and x <= 0) and not (name == "log1p" and x <= -1) and not (name == "stirling" and x < 1)


def line(values, result, kind):
    width = FORMATS[kind][4]
    bits, rest = to_bits(result, kind)
    if bits is None:
        return None
    hexes = [f"{from_float(v, kind):0{width}x}" for v in values] + [f"{bits:0{width}x}"]
    return " ".join(hexes) + f" {float(rest):.3f}"


def powers(kind, count, rng):
    """Pairs whose power is a number of the type: bases over all exponents and near 1, results down to subnormal ones."""
    bound = 128 if kind == "float" else 1024
    for i in range(count):
        base = mpf(2) ** mpf(rng.uniform(-bound, bound)) if i % 3 == 0 else mpf(2) ** mpf(rng.uniform(-4, 4)) if i % 3 == 1 \
            else 1 + mpf(rng.uniform(-1, 1)) * mpf(2) ** -rng.randint(1, 20)
        x = nearest(base, kind)
        if not x or x == 1.0:
            continue
        target = mpf(rng.uniform(-bound * 1.04, bound)) if i % 2 == 0 else mpf(rng.uniform(-3, 3))
        y = nearest(target / log(mpf(x), 2), kind)
        if y is not None:
            yield x, y, power(mpf(x), mpf(y))


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 160
    for kind in FORMATS:
        for name, entry in FUNCTIONS.items():
            rng = random.Random(f"{name} {kind}")
            print(f"{name} {kind}")
            seen = set()
            for exact in arguments(entry, kind, count, rng):
                x = nearest(exact, kind)
                if x is None or x == 0 or x in seen or not valid(name, mpf(x)):
                    continue
                seen.add(x)
                text = line([x], entry[0](mpf(x)), kind)
                if text:
                    print(text)
        print(f"pow {kind}")
        for x, y, exact in powers(kind, 2 * count, random.Random(f"pow {kind}")):
            text = line([x, y], exact, kind)
            if text:
                print(text)


if __name__ == "__main__":
    main()
