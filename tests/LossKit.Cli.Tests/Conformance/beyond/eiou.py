#!/usr/bin/env python3
"""Expected values of eiou, from the formula of Zhang et al., arXiv 2101.08158 (2021), by PyTorch's automatic differentiation in float64.

    python3 eiou.py > eiou.jsonl

The formula: 1 - I/(U+e) + rho^2/(c^2+e) + (w-wt)^2/(Cw^2+e) + (h-ht)^2/(Ch^2+e). Where edges tie, torch.minimum and torch.maximum give each half, and
max(0, x) has the derivative 0 at 0 (torch.relu), as in the other box losses.
"""
import json
import random

import torch


def eiou(p, t, epsilon):
    low, high = torch.maximum(p[:, :2], t[:, :2]), torch.minimum(p[:, 2:], t[:, 2:])
    shared = torch.relu(high - low).prod(1)
    side, target_side = p[:, 2:] - p[:, :2], t[:, 2:] - t[:, :2]
    union = side.prod(1) + target_side.prod(1) - shared
    span = torch.maximum(p[:, 2:], t[:, 2:]) - torch.minimum(p[:, :2], t[:, :2])
    centre = (p[:, :2] + p[:, 2:] - t[:, :2] - t[:, 2:]) / 2
    distance = (centre ** 2).sum(1) / ((span ** 2).sum(1) + epsilon)
    sides = ((side - target_side) ** 2 / (span ** 2 + epsilon)).sum(1)
    return 1 - shared / (union + epsilon) + distance + sides


def line(number, prediction, target, reduction, epsilon=None, dtype="float64"):
    p = torch.tensor(prediction, dtype=torch.float64, requires_grad=True)
    t = torch.tensor(target, dtype=torch.float64)
    each = eiou(p, t, 1e-7 if epsilon is None else epsilon)
    value = {"none": each, "sum": each.sum(), "mean": each.mean()}[reduction]
    each_sum = value.sum()
    each_sum.backward()
    options = {"reduction": reduction}
    if epsilon is not None:
        options["epsilon"] = epsilon
    print(json.dumps({
        "id": f"eiou-{number:03}", "loss": "eiou", "dtype": dtype, "options": options,
        "inputs": {"prediction": prediction, "target": target},
        "expect": {"value": value.tolist(), "gradients": {"prediction": p.grad.tolist()}},
    }))


def boxes(source, count, shift):
    result = []
    for _ in range(count):
        x, y = round(source.uniform(0, 40) + shift, 3), round(source.uniform(0, 40), 3)
        result.append([x, y, round(x + source.uniform(1, 40), 3), round(y + source.uniform(1, 40), 3)])
    return result


def main():
    source = random.Random(2101)
    line(0, boxes(source, 9, 0), boxes(source, 9, 0), "mean")
    line(1, boxes(source, 5, 0), boxes(source, 5, 90), "sum")
    line(2, boxes(source, 7, 0), boxes(source, 7, 5), "none")
    line(3, boxes(source, 6, 0), boxes(source, 6, 0), "mean", dtype="float32")
    line(4, boxes(source, 4, 0), boxes(source, 4, 0), "mean", epsilon=0.5)
    # Nested, identical, sharing an edge, a line, a point on the other's corner, touching.
    line(5,
         [[2, 2, 4, 4], [0, 0, 3, 5], [0, 0, 3, 5], [1, 1, 1, 6], [4, 4, 4, 4], [0, 0, 2, 2]],
         [[0, 0, 8, 8], [0, 0, 3, 5], [0, 1, 4, 5], [0, 0, 4, 4], [4, 4, 9, 9], [2, 0, 5, 2]], "none")
    near = boxes(source, 8, 0)
    line(6, [[edge + source.choice([-1, 1]) * 0.25 for edge in box] for box in near], near, "mean")


main()
