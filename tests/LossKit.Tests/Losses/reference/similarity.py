"""Writes similarity.txt: losses of embeddings where a naive formula loses its digits.

Run with Python 3 and mpmath: python3 similarity.py > similarity.txt
Computed with 150 decimal digits from the formulas of docs/eval.md, angles through acos; gradients are central differences of the value with a step of
1e-60 of the input's size. Inputs are rounded to the type first. The reduction is mean. A norm is at least 1e-12.
"""

import json
import struct

from mpmath import acos, cos, exp, log1p, mp, mpf, pi, sin, sqrt

mp.dps = 150


def single(x):
    return struct.unpack("f", struct.pack("f", x))[0]


def unit(row):
    norm = max(sqrt(sum(x * x for x in row)), mpf("1e-12"))
    return [x / norm for x in row]


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def surprise(logits, target):
    return log1p(sum(exp(z - logits[target]) for i, z in enumerate(logits) if i != target))


def nt_xent(arrays, options):
    rows = [unit(row) for row in arrays["x1"] + arrays["x2"]]
    pairs = len(arrays["x1"])
    total = mpf(0)
    for i, row in enumerate(rows):
        others = [j for j in range(len(rows)) if j != i]
        logits = [dot(row, rows[j]) / mpf(options["temperature"]) for j in others]
        total += surprise(logits, others.index((i + pairs) % len(rows)))
    return total / len(rows)


def info_nce(arrays, options):
    queries, keys = [unit(row) for row in arrays["query"]], [unit(row) for row in arrays["keys"]]
    total = mpf(0)
    for i, query in enumerate(queries):
        total += surprise([dot(query, key) / mpf(options["temperature"]) for key in keys], i)
    return total / len(queries)


def siglip(arrays, options):
    x1, x2 = [unit(row) for row in arrays["x1"]], [unit(row) for row in arrays["x2"]]
    scale, bias = mpf(options["scale"]), mpf(options["bias"])
    total = mpf(0)
    for i, left in enumerate(x1):
        for j, right in enumerate(x2):
            total += log1p(exp((-1 if i == j else 1) * (scale * dot(left, right) + bias)))
    return total / len(x1)


def n_pair(arrays, options):
    return sum(surprise([dot(row, other) for other in arrays["x2"]], i) for i, row in enumerate(arrays["x1"])) / len(arrays["x1"])


def arcface(arrays, options):
    rows, centres = [unit(row) for row in arrays["embeddings"]], [unit(row) for row in arrays["centres"]]
    scale, margin = mpf(options["scale"]), mpf(options["margin"])
    total = mpf(0)
    for row, y in zip(rows, arrays["target"]):
        cosines = [dot(row, centre) for centre in centres]
        angle = acos(cosines[y])
        cosines[y] = cos(angle + margin) if angle + margin <= pi else cosines[y] - margin * sin(margin)
        total += surprise([scale * cosine for cosine in cosines], y)
    return total / len(rows)


LOSSES = {"nt-xent": nt_xent, "info-nce": info_nce, "siglip": siglip, "n-pair": n_pair, "arcface": arcface}


def case(what, loss, options, dtype="float64", **inputs):
    if dtype == "float32":
        inputs = {name: value if name == "target" else [[single(x) for x in row] for row in value] for name, value in inputs.items()}
    exact = {name: value if name == "target" else [[mpf(x) for x in row] for row in value] for name, value in inputs.items()}
    gradients = {}
    for name, rows in exact.items():
        if name == "target":
            continue
        gradients[name] = []
        for row in rows:
            size = max(max(abs(x) for x in row), mpf("1e-30"))
            for i, x in enumerate(row):
                step = size * mpf("1e-60")
                row[i] = x + step
                above = LOSSES[loss](exact, options)
                row[i] = x - step
                gradients[name].append(float((above - LOSSES[loss](exact, options)) / (2 * step)))
                row[i] = x
    print(json.dumps({
        "what": what,
        "near": what in ("rows that hardly differ", "an angle near 0", "an angle near pi"),
        "loss": ":".join([loss] + [f"{key}={value}" for key, value in options.items()]),
        "dtype": dtype,
        "inputs": inputs,
        "value": float(LOSSES[loss](exact, options)),
        "gradients": gradients,
    }))


X = [[0.75, -1.25, 0.5], [1.5, 0.25, -0.875], [-0.625, 0.5, 1.75]]
Y = [[0.5, -1.0, 0.75], [1.25, 0.5, -1.125], [-0.375, 0.625, 1.5]]
NEAR = [[x + 3e-7 * y for x, y in zip(a, b)] for a, b in zip(X, Y)]
CLOSE = [[1 + 1e-5 * x for x in row] for row in X]
CLOSER = [[1 + 1e-5 * y for y in row] for row in Y]

for dtype in ("float64", "float32"):
    case("a temperature of 0.01", "nt-xent", {"temperature": 0.01}, dtype, x1=X, x2=Y)
    case("views that hardly differ", "nt-xent", {"temperature": 0.01}, dtype, x1=X, x2=NEAR)
    case("rows that hardly differ", "nt-xent", {"temperature": 0.01}, dtype, x1=CLOSE, x2=CLOSER)
    case("keys found beyond doubt", "info-nce", {"temperature": 0.02}, dtype, query=X, keys=NEAR)
    case("pairs told beyond doubt", "siglip", {"scale": 60, "bias": -20}, dtype, x1=X, x2=NEAR)
    case("pairs told beyond doubt", "n-pair", {}, dtype, x1=[[4 * x for x in row] for row in X], x2=[[4 * x for x in row] for row in Y])
    case("a row of zeros", "info-nce", {"temperature": 0.5}, dtype, query=X, keys=[Y[0], [0.0, 0.0, 0.0], Y[2]])
    case("a row shorter than the least norm", "info-nce", {"temperature": 0.5}, dtype, query=X, keys=[Y[0], [2e-13, -1e-13, 3e-13], Y[2]])
    case("an angle near 0", "arcface", {"scale": 16, "margin": 0.5}, dtype, embeddings=NEAR, centres=X, target=[0, 1, 2])
    case("an angle near pi", "arcface", {"scale": 4, "margin": 0.0}, dtype, embeddings=[[-x for x in row] for row in NEAR], centres=X, target=[0, 1, 2])
    case("a row shorter than the least norm", "arcface", {"scale": 16, "margin": 0.5}, dtype, embeddings=[X[0], [2e-13, -1e-13, 3e-13]], centres=Y, target=[1, 0])

case("long rows", "info-nce", {"temperature": 0.1}, query=[[1e200 * x for x in row] for row in X], keys=[[1e-5 * x for x in row] for row in Y])
case("long rows", "info-nce", {"temperature": 0.1}, "float32", query=[[1e30 * x for x in row] for row in X], keys=[[1e-5 * x for x in row] for row in Y])
