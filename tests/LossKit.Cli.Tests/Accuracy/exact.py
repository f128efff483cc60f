"""Numbers of 400 decimal digits that carry their derivatives.

A `Number` is a value with its first and second derivative by each input, so that a loss is written once, as its formula, and its gradient and the
diagonal of its Hessian follow by the chain rule. With 400 digits a difference of numbers around 1 still has digits where the least double
(5e-324) lies, so formulas may be written as in docs/eval.md, without any care for rounding.
"""
from operator import add

import mpmath
from mpmath import mp, mpf

mp.dps = 400
NONE = (0, 0, 0)


class Number:
    """A value; and by input its first and second derivative, and the sum of the sizes of the terms that the rules add up to the second."""

    __slots__ = ("value", "slopes")

    def __init__(self, value, slopes=None):
        self.value = mpf(value)
        self.slopes = slopes or {}

    def through(self, value, first, second):
        """Gives f(self) of a function whose value and derivatives here are known."""
        return Number(value, {
            i: (first * g, second * g * g + first * h, abs(second * g * g) + abs(first) * s) for i, (g, h, s) in self.slopes.items()})

    def __add__(self, other):
        other = number(other)
        slopes = dict(self.slopes)
        for i, theirs in other.slopes.items():
            slopes[i] = tuple(map(add, slopes[i], theirs)) if i in slopes else theirs
        return Number(self.value + other.value, slopes)

    def __mul__(self, other):
        other = number(other)
        slopes = {}
        for i in self.slopes.keys() | other.slopes.keys():
            (g, h, s), (k, l, r) = self.slopes.get(i, NONE), other.slopes.get(i, NONE)
            slopes[i] = (
                g * other.value + self.value * k, h * other.value + 2 * g * k + self.value * l,
                s * abs(other.value) + 2 * abs(g * k) + abs(self.value) * r)
        return Number(self.value * other.value, slopes)

    def __pow__(self, power):
        power, x = mpf(power), self.value
        if power == 0:
            return Number(1)
        second = power * (power - 1) * x ** (power - 2) if power != 1 else mpf(0)
        return self.through(x ** power, power * x ** (power - 1), second)

    def __truediv__(self, other):
        return self * number(other) ** -1

    def __rtruediv__(self, other):
        return number(other) * self ** -1

    def __neg__(self):
        return self.through(-self.value, -1, 0)

    def __sub__(self, other):
        return self + -number(other)

    def __rsub__(self, other):
        return number(other) + -self

    __radd__ = __add__
    __rmul__ = __mul__


def number(x):
    return x if isinstance(x, Number) else Number(x)


def constant(x):
    """The same value, held constant in derivatives."""
    return Number(number(x).value)


def total(numbers):
    result = Number(0)
    for x in numbers:
        result = result + x
    return result


def exp(x):
    x = number(x)
    e = mpmath.exp(x.value)
    return x.through(e, e, e)


def log(x):
    x = number(x)
    return x.through(mpmath.log(x.value), 1 / x.value, -1 / x.value ** 2)


def log1p(x):
    x = number(x)
    return x.through(mpmath.log1p(x.value), 1 / (1 + x.value), -1 / (1 + x.value) ** 2)


def sqrt(x):
    x = number(x)
    root = mpmath.sqrt(x.value)
    return x.through(root, 1 / (2 * root), -1 / (4 * root ** 3))


def tanh(x):
    x = number(x)
    t = mpmath.tanh(x.value)
    return x.through(t, 1 - t * t, -2 * t * (1 - t * t))


def log_cosh(x):
    x = number(x)
    t = mpmath.tanh(x.value)
    return x.through(mpmath.log(mpmath.cosh(x.value)), t, 1 - t * t)


def atan(x):
    x = number(x)
    d = 1 + x.value ** 2
    return x.through(mpmath.atan(x.value), 1 / d, -2 * x.value / d ** 2)


def cos(x):
    x = number(x)
    return x.through(mpmath.cos(x.value), -mpmath.sin(x.value), -mpmath.cos(x.value))


def acos(x):
    x = number(x)
    sine = mpmath.sqrt(1 - x.value ** 2)
    return x.through(mpmath.acos(x.value), -1 / sine, -x.value / sine ** 3)


def sigmoid(x):
    x = number(x)
    p, q = 1 / (1 + mpmath.exp(-x.value)), 1 / (1 + mpmath.exp(x.value))
    return x.through(p, p * q, p * q * (q - p))


def softplus(x):
    x = number(x)
    p, q = 1 / (1 + mpmath.exp(-x.value)), 1 / (1 + mpmath.exp(x.value))
    return x.through(mpmath.log1p(mpmath.exp(x.value)), p, p * q)


def absolute(x):
    x = number(x)
    return x.through(abs(x.value), mpmath.sign(x.value), 0)


def ramp(x):
    """max(0, x), whose derivative at 0 is 0."""
    x = number(x)
    return x if x.value > 0 else Number(0)


def largest(a, b):
    """The larger of two; where they tie, each counts half in the derivative."""
    a, b = number(a), number(b)
    return (a + b) * mpf(0.5) if a.value == b.value else a if a.value > b.value else b


def least(a, b):
    return -largest(-number(a), -number(b))
