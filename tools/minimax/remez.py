"""Minimax polynomials by the Remez exchange, in 60-digit arithmetic.

`fit` finds the polynomial p of a degree that minimises the largest |weight(x) * (p(x) - f(x))| on an interval: with
weight = (what p is multiplied by) / (the function wanted), that is the relative error of the function wanted.
"""

from mpmath import mp, mpf, matrix, lu_solve, polyval, cos, pi

mp.dps = 60


def fit(f, weight, low, high, degree):
    """Gives the coefficients (constant first) and the largest weighted error."""
    low, high = mpf(low), mpf(high)
    count = degree + 2
    nodes = [(low + high) / 2 - (high - low) / 2 * cos(pi * (2 * i + 1) / (2 * count)) for i in range(count)]
    coefficients = []
    for _ in range(30):
        rows = matrix(count, count)
        right = matrix(count, 1)
        for i, x in enumerate(nodes):
            for k in range(degree + 1):
                rows[i, k] = x ** k
            rows[i, degree + 1] = (-1) ** i / weight(x)
            right[i] = f(x)
        solution = lu_solve(rows, right)
        coefficients = [solution[k] for k in range(degree + 1)]
        levelled = abs(solution[degree + 1])
        nodes, largest = extrema(f, weight, low, high, coefficients, count, nodes)
        if abs(largest - levelled) < levelled / 1000:
            break
    return coefficients, largest


def fit_rounded(f, weight, low, high, degree, bits):
    """Rounds each coefficient before those after it are fitted, so that they make up for what it lost."""
    final = []
    for k in range(degree + 1):
        coefficients, _ = fit(f, weight, low, high, degree - k)
        final.append(rounded(coefficients[0], bits))
        f, weight = less_constant(f, final[-1]), times_x(weight)
    return final


def less_constant(f, constant):
    return lambda x: (f(x) - constant) / x


def times_x(weight):
    return lambda x: weight(x) * x


def error(f, weight, coefficients, x):
    return weight(x) * (polyval(coefficients[::-1], x) - f(x))


def grid(low, high, steps):
    """Chebyshev-spaced points without the ends' exact values, where a quotient may be 0/0."""
    return [(low + high) / 2 - (high - low) / 2 * cos(pi * (mpf(i) + mpf(1) / 3) / steps) for i in range(steps)]


def extrema(f, weight, low, high, coefficients, count, nodes):
    """The alternating extrema of the error: one for each run of equal sign, the largest `count` neighbours of them."""
    points = grid(low, high, 40 * count)
    values = [error(f, weight, coefficients, x) for x in points]
    runs = []
    for x, v in zip(points, values):
        if runs and (runs[-1][1] > 0) == (v > 0):
            if abs(v) > abs(runs[-1][1]):
                runs[-1] = (x, v)
        else:
            runs.append((x, v))
    while len(runs) > count:
        runs.pop(0 if abs(runs[0][1]) < abs(runs[-1][1]) else -1)
    largest = max(abs(v) for v in values)
    return ([x for x, _ in runs] if len(runs) == count else nodes), largest


def rounded(value, bits):
    """The nearest number with a mantissa of `bits` bits."""
    with mp.workprec(bits):
        return +value


def largest_error(f, weight, low, high, coefficients):
    return max(abs(error(f, weight, coefficients, x)) for x in grid(mpf(low), mpf(high), 3000))
