"""Expected values for linear-cross-entropy.

The formula of docs/eval.md in PyTorch, with gradients by its automatic differentiation in float64. Nothing of this library is used.

    python3 linear_cross_entropy.py > linear_cross_entropy.jsonl
"""

import json
import random

import torch

IGNORED = -100


def loss_of_rows(hidden, weights, bias, target, class_weight, options):
    """-sum_c w_c d_c ln p_c + lambda (sum_c w_c d_c) (ln sum e^z)^2 for each row, and what each row counts in a mean; (0, 0) for an ignored row."""
    z = hidden @ weights.T
    if bias is not None:
        z = z + bias
    cap = options.get("soft-cap")
    if cap is not None:
        z = cap * torch.tanh(z / cap)
    classes = z.shape[1]
    log_total = torch.logsumexp(z, dim=1)
    log_p = z - log_total[:, None]
    epsilon = options.get("label-smoothing", 0.0)
    others = options.get("smoothing-scope", "all") == "others"
    w = torch.ones(classes, dtype=torch.float64) if class_weight is None else class_weight
    losses, counts = [], []
    for row, y in enumerate(target):
        if y == options.get("ignore-index", IGNORED):
            losses.append(torch.zeros((), dtype=torch.float64))
            counts.append(0.0)
            continue
        d = torch.full((classes,), epsilon / (classes - 1 if others else classes), dtype=torch.float64)
        d[y] = 1 - epsilon if others else 1 - epsilon + epsilon / classes
        penalty = options.get("z-loss", 0.0) * (w * d).sum() * log_total[row] ** 2
        losses.append(-(w * d * log_p[row]).sum() + penalty)
        counts.append(float(w[y]))
    return losses, counts


def case(name, rows, features, classes, options, *, with_bias=True, weighted=False, ignored=0, size=1.0, dtype="float64"):
    numbers = random.Random(name)

    def draw(*shape):
        flat = [round(numbers.gauss(0, 1), 4) for _ in range(int(torch.tensor(shape).prod()))]
        return torch.tensor(flat, dtype=torch.float64).reshape(shape)

    hidden, weights, bias = draw(rows, features) * size, draw(classes, features), draw(classes) if with_bias else None
    target = [numbers.randrange(classes) for _ in range(rows)]
    for row in range(ignored):
        target[(2 * row + 1) % rows] = options.get("ignore-index", IGNORED)
    class_weight = torch.tensor([round(numbers.uniform(0.2, 3), 4) for _ in range(classes)], dtype=torch.float64) if weighted else None

    inputs = {"hidden": hidden, "weights": weights}
    if bias is not None:
        inputs["bias"] = bias
    for array in inputs.values():
        array.requires_grad_()
    losses, counts = loss_of_rows(hidden, weights, bias, target, class_weight, options)
    total = sum(losses)
    reduction = options.get("reduction", "mean")
    value = total / sum(counts) if reduction == "mean" and sum(counts) > 0 else total
    if value.requires_grad:
        value.backward()
    gradients = {name: (torch.zeros_like(array) if array.grad is None else array.grad).tolist() for name, array in inputs.items()}
    given = {name: array.detach().tolist() for name, array in inputs.items()} | {"target": target}
    if class_weight is not None:
        given["class-weight"] = class_weight.tolist()
    expected = [loss.item() for loss in losses] if reduction == "none" else value.item()
    return {
        "id": f"linear-cross-entropy-{name}",
        "loss": "linear-cross-entropy",
        "dtype": dtype,
        "options": options,
        "inputs": given,
        "expect": {"value": expected, "gradients": gradients},
    }


CASES = [
    case("plain", 5, 3, 4, {"reduction": "mean"}),
    case("no-bias", 4, 6, 7, {"reduction": "sum"}, with_bias=False),
    case("unreduced", 6, 2, 5, {"reduction": "none"}, weighted=True, ignored=2),
    case("weighted", 7, 3, 6, {}, weighted=True, ignored=2),
    case("smoothed", 5, 4, 5, {"label-smoothing": 0.2}, weighted=True, ignored=1),
    case("smoothed-others", 5, 4, 5, {"label-smoothing": 0.3, "smoothing-scope": "others", "reduction": "sum"}, ignored=1),
    case("capped", 6, 5, 8, {"soft-cap": 2.5}, size=2.0, ignored=1),
    case("capped-smoothed", 4, 3, 9, {"soft-cap": 1.5, "label-smoothing": 0.1, "reduction": "none"}, weighted=True),
    case("capped-large", 4, 3, 5, {"soft-cap": 30.0, "reduction": "sum"}, size=30.0, with_bias=False),
    case("ignore-index", 6, 3, 4, {"ignore-index": 2}, ignored=3),
    case("all-ignored", 3, 2, 3, {}, ignored=3),
    case("z-loss", 5, 4, 6, {"z-loss": 0.3}, weighted=True, ignored=1),
    case("z-loss-capped", 4, 3, 7, {"z-loss": 0.05, "soft-cap": 2.0, "label-smoothing": 0.2, "reduction": "none"}, weighted=True),
    case("single", 5, 4, 6, {"label-smoothing": 0.1, "soft-cap": 4.0}, weighted=True, ignored=1, dtype="float32"),
    case("single-wide", 3, 8, 70, {"reduction": "none"}, dtype="float32"),
]

for line in CASES:
    print(json.dumps(line))
