"""Expected results of n-pair, arcface, cosface and proxy-anchor, by automatic differentiation in float64.

Each loss is written straight from the formula of its paper, angles through acos where the paper has angles:

  n-pair        Sohn 2016, equation 6, with the squared lengths of the embeddings
  arcface       Deng 2019, equation 3; beyond pi the authors' cos(theta) - m*sin(m)
  cosface       Wang 2018, equation 4
  proxy-anchor  Kim 2020, equation 4

Run: python3 similarity.py > similarity.jsonl  (PyTorch 1.13 or later)
"""

import json
import math

import torch


def unit(rows):
    return rows / rows.norm(dim=1, keepdim=True).clamp(min=1e-12)


def n_pair(inputs, options):
    x1, x2 = inputs["x1"], inputs["x2"]
    dots = x1 @ x2.T
    losses = []
    for i in range(len(x1)):
        others = [torch.exp(dots[i, j] - dots[i, i]) for j in range(len(x1)) if j != i]
        losses.append(torch.log1p(sum(others, torch.zeros((), dtype=torch.float64))) + options.get("l2", 0) * ((x1[i] ** 2).sum() + (x2[i] ** 2).sum()) / 2)
    return torch.stack(losses)


def angular(inputs, options, margin_of):
    cosines = unit(inputs["embeddings"]) @ unit(inputs["centres"]).T
    scale = options.get("scale", 64)
    losses = []
    for i, y in enumerate(inputs["target"]):
        own = scale * margin_of(cosines[i, y])
        others = [scale * cosines[i, c] for c in range(cosines.shape[1]) if c != y]
        losses.append(torch.log1p(sum(torch.exp(other - own) for other in others)))
    return torch.stack(losses)


def arcface(inputs, options):
    margin = options.get("margin", 0.5)

    def of(cosine):
        angle = torch.acos(cosine)
        return torch.cos(angle + margin) if angle + margin <= math.pi else cosine - margin * math.sin(margin)

    return angular(inputs, options, of)


def cosface(inputs, options):
    return angular(inputs, options, lambda cosine: cosine - options.get("margin", 0.35))


def proxy_anchor(inputs, options):
    alpha, margin = options.get("alpha", 32), options.get("margin", 0.1)
    cosines = unit(inputs["embeddings"]) @ unit(inputs["proxies"]).T
    classes = cosines.shape[1]
    present = len(set(inputs["target"]))
    losses = []
    for p in range(classes):
        positive = [torch.exp(-alpha * (cosines[i, p] - margin)) for i, y in enumerate(inputs["target"]) if y == p]
        negative = [torch.exp(alpha * (cosines[i, p] + margin)) for i, y in enumerate(inputs["target"]) if y != p]
        zero = torch.zeros((), dtype=torch.float64)
        losses.append(classes / present * torch.log1p(sum(positive, zero)) + torch.log1p(sum(negative, zero)))
    return torch.stack(losses)


LOSSES = {"n-pair": n_pair, "arcface": arcface, "cosface": cosface, "proxy-anchor": proxy_anchor}


def rounded(tensor):
    return [[round(number, 6) for number in row] for row in tensor.tolist()]


def case(name, options, inputs, dtype="float64"):
    def number(value):
        return torch.tensor(value, dtype=torch.float32).double() if dtype == "float32" else torch.tensor(value, dtype=torch.float64)

    tensors = {key: value if key == "target" else number(value).requires_grad_() for key, value in inputs.items()}
    values = LOSSES[name](tensors, options)
    reduction = options.get("reduction", "mean")
    value = {"mean": values.mean, "sum": values.sum, "none": lambda: values}[reduction]()
    value.sum().backward()
    CASES[name] = CASES.get(name, 0) + 1
    print(json.dumps({
        "id": f"{name}-{CASES[name] - 1:03}",
        "loss": name,
        "dtype": dtype,
        "options": options,
        "inputs": inputs,
        "expect": {
            "value": value.tolist(),
            "gradients": {key: tensor.grad.tolist() for key, tensor in tensors.items() if key != "target"},
        },
    }))


CASES = {}
torch.manual_seed(20161205)


def draw(rows, width, size=1.0):
    return rounded(size * torch.randn(rows, width, dtype=torch.float64))


def pairs(rows, width, size=1.0):
    return {"x1": draw(rows, width, size), "x2": draw(rows, width, size)}


def classes(rows, width, count, centres, near=None):
    middle = torch.randn(count, width, dtype=torch.float64)
    target = torch.randint(0, count, (rows,)).tolist()
    embeddings = torch.randn(rows, width, dtype=torch.float64)
    if near is not None:
        embeddings = torch.stack([middle[y] for y in target]) + near * embeddings
    return {"embeddings": rounded(embeddings), centres: rounded(middle), "target": target}


case("n-pair", {}, pairs(3, 4))
case("n-pair", {"reduction": "sum"}, pairs(7, 16, 0.5))
case("n-pair", {"reduction": "none", "l2": 0.001}, pairs(17, 33, 0.3))
case("n-pair", {"l2": 0.25}, pairs(7, 5, 2.0))
case("n-pair", {"l2": 0.02, "reduction": "sum"}, pairs(5, 8), "float32")
case("n-pair", {}, pairs(1, 3))

for loss, margins in (("arcface", [0.5, 0.25, 1.0]), ("cosface", [0.35, 0.1, 0.9])):
    case(loss, {}, classes(4, 3, 5, "centres"))
    case(loss, {"scale": 16.0, "margin": margins[1], "reduction": "none"}, classes(17, 33, 6, "centres"))
    case(loss, {"scale": 4.0, "margin": margins[2], "reduction": "sum"}, classes(9, 2, 3, "centres"))
    case(loss, {"margin": margins[0]}, classes(8, 16, 4, "centres", near=0.7))
    case(loss, {"scale": 30.0, "margin": 0.0}, classes(6, 4, 3, "centres"))
    case(loss, {"scale": 8.0, "margin": margins[1]}, classes(7, 8, 5, "centres"), "float32")

case("proxy-anchor", {}, classes(6, 4, 3, "proxies"))
case("proxy-anchor", {"reduction": "none", "alpha": 8.0}, classes(17, 33, 7, "proxies"))
case("proxy-anchor", {"reduction": "sum", "margin": 0.3}, classes(9, 5, 4, "proxies", near=0.5))
case("proxy-anchor", {"alpha": 4.0, "margin": 0.0}, classes(3, 6, 12, "proxies"))
case("proxy-anchor", {"margin": 0.1}, classes(8, 16, 5, "proxies", near=0.1))
case("proxy-anchor", {"alpha": 16.0}, classes(7, 8, 4, "proxies"), "float32")
