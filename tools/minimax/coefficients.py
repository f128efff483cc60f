"""Prints every polynomial of LaneMath: its coefficients rounded to the element type, and its relative error.

Run: python3 coefficients.py [name]     (needs mpmath; takes some seconds)
"""

import struct
import sys

from mpmath import atan, atanh, cosh, exp, expm1, log, loggamma, mpf, sqrt, tan, tanh, pi, log1p

from remez import fit, fit_rounded, largest_error, rounded

HALF_LN2 = log(mpf(2)) / 2 * mpf("1.0001")
LOW, HIGH = sqrt(mpf(1) / 2) - 1, sqrt(mpf(2)) - 1
LARGEST_S = HIGH / (2 + HIGH)


# The interval of exp is a little uneven, so that no node of the exchange falls on 0, where the weight vanishes.
def exp_tail(r):
    return (expm1(r) - r) / r ** 2


def atanh_tail(z):
    s = sqrt(z)
    return (2 * atanh(s) - 2 * s) / s ** 3


def atanh_tail_5(z):
    s = sqrt(z)
    return (2 * atanh(s) - 2 * s - 2 * s ** 3 / 3) / s ** 5


def stirling_step(z):
    u = sqrt(z)
    return (atanh(u) / u - 1) / z if z > mpf(10) ** -12 else mpf(1) / 3 + z / 5


def stirling_tail(w):
    x = 1 / sqrt(w)
    return (loggamma(x) - (x - mpf(1) / 2) * log(x) + x - log(2 * pi) / 2) * x


# name: (what the polynomial approximates, what its error weighs in the result, low, high, degree for float, for double)
POLYNOMIALS = {
    "exp: (e^r - 1 - r) / r^2":
        (exp_tail, lambda r: r ** 2 / abs(expm1(r)), -HALF_LN2 * mpf("1.001"), HALF_LN2, 5, 10),
    "exp alone, float: (e^r - 1 - r) / r^2":
        (exp_tail, lambda r: r ** 2 / exp(r), -HALF_LN2 * mpf("1.001"), HALF_LN2, 4, None),
    "log, float: (ln(1+f) - f + f^2/2) / f^3":
        (lambda f: (log1p(f) - f + f ** 2 / 2) / f ** 3, lambda f: f ** 3 / log1p(f), LOW, HIGH, 7, None),
    "log1p on [0, 1]: (ln(1+t) - t) / t^2":
        (lambda t: (log1p(t) - t) / t ** 2, lambda t: t ** 2 / log1p(t), mpf(0), mpf(1), 8, None),
    "log, double: (2 atanh(s) - 2s) / s^3 in z = s^2":
        (atanh_tail, lambda z: z * sqrt(z) / (2 * atanh(sqrt(z))), mpf(0), LARGEST_S ** 2, None, 6),
    "pow: (2 atanh(s) - 2s - 2/3 s^3) / s^5 in z = s^2":
        (atanh_tail_5, lambda z: z ** 2 * sqrt(z) / (2 * atanh(sqrt(z))), mpf(0), LARGEST_S ** 2, 2, 6),
    "tanh: (tanh(x)/x - 1) / x^2 in z = x^2":
        (lambda z: (tanh(sqrt(z)) / sqrt(z) - 1) / z, lambda z: z * sqrt(z) / tanh(sqrt(z)), mpf(0), mpf("0.625") ** 2, 4, 10),
    "log cosh: (ln(cosh(x))/x^2 - 1/2) / x^2 in z = x^2":
        (lambda z: (log(cosh(sqrt(z))) / z - mpf(1) / 2) / z, lambda z: z * z / log(cosh(sqrt(z))), mpf(0), mpf("0.75") ** 2, 4, 11),
    "log cosh, large: (ln(1+t) - t) / t^2 in t = e^-2x, x >= 0.75":
        (lambda t: (log1p(t) - t) / t ** 2, lambda t: t ** 2 / log(cosh(log(t) / 2)), mpf(10) ** -12, exp(-mpf("1.5")), 4, 10),
    "atan: (atan(x)/x - 1) / x^2 in z = x^2":
        (lambda z: (atan(sqrt(z)) / sqrt(z) - 1) / z, lambda z: z * sqrt(z) / atan(sqrt(z)), mpf(0), tan(pi / 8) ** 2, 3, 10),
    "Stirling step: (atanh(u)/u - 1) / u^2 in z = u^2":
        (stirling_step, lambda z: 1 / stirling_step(z), mpf(0), mpf(1) / 9, 4, 10),
    "Stirling tail, float: x R(x) in w = x^-2, x >= 3":
        (stirling_tail, lambda w: 1 / stirling_tail(w), mpf(0), mpf(1) / 9, 3, None),
    "Stirling tail, double: x R(x) in w = x^-2, x >= 6":
        (stirling_tail, lambda w: 1 / stirling_tail(w), mpf(0), mpf(1) / 36, None, 7),
}

# Where few coefficients have to do, what the first are rounded by is worth as much as one more.
STEPWISE = {"exp alone, float: (e^r - 1 - r) / r^2", "log1p on [0, 1]: (ln(1+t) - t) / t^2"}


def report(name, f, weight, low, high, degree, bits):
    # Away from 0 the quotients are computed directly in 60 digits; the grids never touch 0 itself.
    coefficients, exact = fit(f, weight, low, high, degree)
    stepwise = name in STEPWISE
    final = fit_rounded(f, weight, low, high, degree, bits) if stepwise else [rounded(c, bits) for c in coefficients]
    achieved = largest_error(f, weight, low, high, final)
    kind = "float" if bits == 24 else "double"
    print(f"{name}  [{kind}, degree {degree}]")
    print(f"  relative error {float(achieved):.2e} (unrounded {float(exact):.2e})")
    for k, c in enumerate(final):
        value = float(c)
        text = repr(value) if kind == "double" else shortest_float(value)
        print(f"  c{k} = {text}")


def shortest_float(value):
    single = struct.unpack("f", struct.pack("f", value))[0]
    for digits in range(1, 10):
        text = f"{single:.{digits}g}"
        if struct.unpack("f", struct.pack("f", float(text)))[0] == single:
            return repr(float(text))
    return repr(single)


if __name__ == "__main__":
    for name, (f, weight, low, high, single, double) in POLYNOMIALS.items():
        if len(sys.argv) > 1 and not name.startswith(sys.argv[1]):
            continue
        if single is not None:
            report(name, f, weight, low, high, single, 24)
        if double is not None:
            report(name, f, weight, low, high, double, 53)
