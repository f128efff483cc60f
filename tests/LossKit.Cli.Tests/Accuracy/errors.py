"""How far answers are from the exact results of cases: see cases.py for the measures. AccuracyCase.cs says the same in C#."""
import json
import math

MANTISSA_AND_LEAST = {"float64": (53, -1074), "float32": (24, -149)}


def ulp(size, dtype):
    """The distance between neighbours of a type around a size."""
    bits, least = MANTISSA_AND_LEAST[dtype]
    return math.ldexp(1.0, max(math.frexp(size)[1] - bits, least))


def as_number(x):
    return float(x) if isinstance(x, str) else x


def part_errors(dtype, measure, expected, rest, terms, found):
    """The largest error of an array: infinite where a number is not finite and should be, or the other way round."""
    expected = [as_number(x) for x in expected]
    finite = [abs(x) for x in expected if math.isfinite(x)]
    largest = max(finite, default=0.0)
    worst = 0.0
    for i, (exact, answer) in enumerate(zip(expected, found, strict=True)):
        if not math.isfinite(exact) or not math.isfinite(answer):
            worst = worst if exact == answer else math.inf
            continue
        size = largest if measure == "array" else max(abs(exact), as_number(terms[i])) if terms else abs(exact)
        worst = max(worst, 0.0 if math.isinf(size) else abs((answer - exact) - (rest[i] if rest else 0.0)) / ulp(size, dtype))
    return worst


def flat(x):
    return [y for item in x for y in flat(item)] if isinstance(x, list) else [as_number(x)]


def case_errors(case, answer):
    """The largest error of each part of an answer that the case expects."""
    errors = {}
    for part, expected in case["expect"].items():
        arrays = {None: expected} if part == "value" else expected
        for name, array in arrays.items():
            rest, terms = case.get("rest", {}).get(part), case.get("terms", {}).get(part)
            rest, terms = (extra if name is None or extra is None else extra.get(name) for extra in (rest, terms))
            found = answer[part] if name is None else answer[part][name]
            worst = part_errors(case["dtype"], case["measure"][part], array, rest, terms, flat(found))
            errors[part] = max(errors.get(part, 0.0), worst)
    return errors


def read(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]
