"""Writes cases: requests of `losskit eval` with their exact results.

A line is a request (docs/eval.md), mostly for reduction `none`. `expect` holds the doubles nearest to the exact results, flat and row-major,
and `rest` what the exact results have beyond them, with four digits; both together are the result to twenty digits. Lines for float32 have no rest:
eleven digits are enough there.

An error counts in units in the last place of what `measure` names, for value, gradients and Hessian:

  result  of the exact result itself;
  terms   of the sum of the sizes of the formula's terms, which `terms` holds: where a result is a difference of larger terms, their size counts;
  rules   of the sum of the sizes of the terms that the product and chain rules add up, for second derivatives that change their sign;
  array   of the largest number of the array.

`hard` says what is hard about a case; without it its inputs are ordinary.
"""
import json
import random
import struct

from mpmath import isinf, mpf, nstr

from errors import flat
from exact import Number, number, total

DIGITS = {"float64": 17, "float32": 11}
LARGEST = {"float64": mpf(2) ** 1024 * (1 - mpf(2) ** -54), "float32": mpf(2) ** 128 * (1 - mpf(2) ** -25)}


class Outcome:
    """The single losses of a call, each a list of terms, and what their mean is divided by."""

    def __init__(self, singles, divisor=None):
        self.singles = [[number(t) for t in (single if isinstance(single, list) else [single])] for single in singles]
        self.divisor = mpf(len(self.singles)) if divisor is None else divisor


def elementwise(function):
    """Makes the loss of one prediction and one target a loss of arrays."""
    def formula(inputs, options):
        weights = inputs.get("weight")
        singles = []
        for i, (p, t) in enumerate(zip(inputs["prediction"], inputs["target"])):
            terms = function(p, number(t), options)
            terms = terms if isinstance(terms, list) else [terms]
            singles.append([term * weights[i] for term in terms] if weights else terms)
        return Outcome(singles)
    return formula


def rounded(x, dtype):
    if isinstance(x, list):
        return [rounded(item, dtype) for item in x]
    if isinstance(x, int) or dtype == "float64" or x in (float("inf"), float("-inf")):
        return x
    return shortest(struct.unpack("f", struct.pack("f", x))[0])


def shortest(x):
    """The shortest decimal that a float32 reads back as x."""
    for digits in range(6, 10):
        text = f"{x:.{digits}g}"
        if struct.unpack("f", struct.pack("f", float(text)))[0] == x:
            return float(text)
    return x


def as_held(x, dtype):
    """The number that an input of this type holds."""
    return x if dtype == "float64" or x in (float("inf"), float("-inf")) else struct.unpack("f", struct.pack("f", x))[0]


def in_json(x):
    return [in_json(item) for item in x] if isinstance(x, list) else {float("inf"): "Infinity", float("-inf"): "-Infinity"}.get(x, x)


def lost(before, after):
    return any(a != 0 and b == 0 for a, b in zip(flat(before), flat(after)))


def variables(array, dtype, first):
    if isinstance(array, list):
        result = []
        for item in array:
            made, first = variables(item, dtype, first)
            result.append(made)
        return result, first
    held = as_held(array, dtype)
    return (number(held) if held in (float("inf"), float("-inf")) else Number(held, {first: (mpf(1), mpf(0), mpf(0))})), first + 1


def numbers(array, dtype):
    if isinstance(array, list):
        return [numbers(item, dtype) for item in array]
    return array if isinstance(array, int) else mpf(as_held(array, dtype))


def plain(x, dtype):
    """The nearest double, and what is missing to x."""
    x = mpf(x)
    if isinf(x) or abs(x) >= LARGEST[dtype]:
        return ("Infinity" if x > 0 else "-Infinity"), 0
    if dtype == "float32":
        return float(nstr(x, DIGITS[dtype])), 0
    near = float(x)
    return near, float(nstr(x - mpf(near), 4))


class Family:
    """The file of a family of losses."""

    def __init__(self):
        self.lines = []

    def add(self, loss, name, formula, options, inputs, by=("prediction",), hard=None, hessian=False, measure=("terms",) * 3,
            dtypes=("float64", "float32")):
        for dtype in dtypes:
            self.lines.append(line(loss, f"{loss}/{name}/{dtype}", formula, options, inputs, by, hard, hessian, measure, dtype))

    def write(self, path):
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(made, separators=(",", ":")) + "\n" for made in self.lines if made)


def line(loss, identity, formula, options, inputs, by, hard, hessian, measure, dtype):
    try:
        given = {name: rounded(array, dtype) for name, array in inputs.items()}
    except OverflowError:
        return None
    if any(lost(inputs[name], given[name]) for name in inputs):
        return None
    exact, first, places = {}, 0, {}
    for name, array in given.items():
        if name in by:
            start = first
            exact[name], first = variables(array, dtype, first)
            places[name] = range(start, first)
        else:
            exact[name] = numbers(array, dtype)
    outcome = formula(exact, options)
    reduction = options.get("reduction", "none")
    scale = 1 / outcome.divisor if reduction == "mean" and outcome.divisor else mpf(1)
    singles = [[term * scale for term in single] for single in outcome.singles]
    case = {"id": identity, "loss": loss, "dtype": dtype, "options": options, "inputs": {name: in_json(array) for name, array in given.items()}}
    if hessian:
        case["want"] = ["value", "gradients", "hessian"]
    if hard:
        case["hard"] = hard
    case["measure"] = dict(zip(("value", "gradients", "hessian"), measure if hessian else measure[:2]))
    values = [total(single) for single in singles]
    sizes = [sum((abs(term.value) for term in single), mpf(0)) for single in singles]
    if reduction != "none":
        values, sizes = [total(values)], [sum(sizes, mpf(0))]
    parts = [("value", [v.value for v in values], sizes)]
    for order, part in enumerate(("gradients", "hessian")[:1 + hessian]):
        for name in by:
            parts.append(((part, name), *slopes(singles, places[name], order, 2 if case["measure"][part] == "rules" else order)))
    case["expect"], rest, terms = {}, {}, {}
    for key, results, sizes in parts:
        part = key if isinstance(key, str) else key[0]
        pairs = [plain(x, dtype) for x in results]
        put(case["expect"], key, [near for near, _ in pairs])
        if any(missing for _, missing in pairs):
            put(rest, key, [missing for _, missing in pairs])
        if case["measure"][part] in ("terms", "rules") and any(size > abs(x) * mpf("1.001") for x, size in zip(results, sizes)):
            put(terms, key, [float(nstr(size, 4)) if size < LARGEST[dtype] else "Infinity" for size in sizes])
    if rest:
        case["rest"] = rest
    if terms:
        case["terms"] = terms
    return case


def slopes(singles, places, order, size):
    results = {place: mpf(0) for place in places}
    sizes = dict(results)
    for single in singles:
        for term in single:
            for place, derivatives in term.slopes.items():
                if place in results:
                    results[place] += derivatives[order]
                    sizes[place] += abs(derivatives[size])
    return list(results.values()), list(sizes.values())


def put(tree, key, array):
    if isinstance(key, str):
        tree[key] = array
    else:
        tree.setdefault(key[0], {})[key[1]] = array


def draws(name):
    """Random numbers that depend on the name alone."""
    return random.Random(name)


def normal(rng, *shape, size=1.0, shift=0.0):
    if not shape:
        return round(rng.gauss(shift, size), 6)
    return [normal(rng, *shape[1:], size=size, shift=shift) for _ in range(shape[0])]


def uniform(rng, low, high, *shape):
    if not shape:
        return round(rng.uniform(low, high), 6)
    return [uniform(rng, low, high, *shape[1:]) for _ in range(shape[0])]
