"""Expected values of multi-similarity and circle, from the formulas of their papers by automatic differentiation in float64.

    python3 labelled_pairs.py > labelled_pairs.jsonl

multi-similarity: X. Wang and others, CVPR 2019, equations 11, 12 and 15.
circle: Y. Sun and others, CVPR 2020, equations 4 to 6, weights held constant in the gradient (their equation 10).
Needs PyTorch; nothing here comes from LossKit.
"""

import json
import random

import torch
import torch.nn.functional as functional

torch.set_default_dtype(torch.float64)


def multi_similarity(x, labels, alpha=2.0, beta=50.0, base=0.5, epsilon=None):
    similarity = functional.normalize(x, dim=1, eps=1e-12) @ functional.normalize(x, dim=1, eps=1e-12).T
    losses = []
    for i in range(len(labels)):
        positives = [j for j in range(len(labels)) if j != i and labels[j] == labels[i]]
        negatives = [j for j in range(len(labels)) if labels[j] != labels[i]]
        if epsilon is not None:
            hardest_positive = min((similarity[i, j].item() for j in positives), default=float("inf"))
            hardest_negative = max((similarity[i, j].item() for j in negatives), default=float("-inf"))
            positives = [j for j in positives if similarity[i, j].item() < hardest_negative + epsilon]
            negatives = [j for j in negatives if similarity[i, j].item() > hardest_positive - epsilon]
        loss = torch.zeros(())
        if positives:
            loss = loss + torch.log1p(torch.exp(-alpha * (similarity[i, positives] - base)).sum()) / alpha
        if negatives:
            loss = loss + torch.log1p(torch.exp(beta * (similarity[i, negatives] - base)).sum()) / beta
        losses.append(loss)
    return torch.stack(losses), len(losses)


def circle(x, labels, margin=0.4, gamma=80.0):
    similarity = functional.normalize(x, dim=1, eps=1e-12) @ functional.normalize(x, dim=1, eps=1e-12).T
    losses, anchors = [], 0
    for i in range(len(labels)):
        s_p = similarity[i, [j for j in range(len(labels)) if j != i and labels[j] == labels[i]]]
        s_n = similarity[i, [j for j in range(len(labels)) if labels[j] != labels[i]]]
        if len(s_p) == 0 or len(s_n) == 0:
            losses.append(torch.zeros(()))
            continue
        a_p = torch.clamp(1 + margin - s_p.detach(), min=0)
        a_n = torch.clamp(s_n.detach() + margin, min=0)
        total = torch.exp(gamma * a_n * (s_n - margin)).sum() * torch.exp(-gamma * a_p * (s_p - (1 - margin))).sum()
        losses.append(torch.log1p(total))
        anchors += 1
    return torch.stack(losses), anchors


def rounded(values, dtype):
    tensor = torch.tensor(values)
    return tensor.to(torch.float32).to(torch.float64) if dtype == "float32" else tensor


def case(name, number, function, rows, width, classes, dtype="float64", reduction="mean", scale=1.0, labels=None, **options):
    generator = random.Random(f"{name} {number}")
    values = [[round(generator.gauss(0, scale), 6) for _ in range(width)] for _ in range(rows)]
    labels = labels or [generator.randrange(classes) for _ in range(rows)]
    x = rounded(values, dtype).requires_grad_(True)
    losses, count = function(x, labels, **options)
    value = {"mean": losses.sum() / max(count, 1), "sum": losses.sum(), "none": losses}[reduction]
    if value.requires_grad:
        value.sum().backward()
    gradient = x.grad if x.grad is not None else torch.zeros_like(x)
    print(json.dumps({
        "id": f"{name}-{number:03d}", "loss": name, "dtype": dtype, "options": {"reduction": reduction, **options},
        "inputs": {"embeddings": values, "labels": labels},
        "expect": {"value": value.tolist(), "gradients": {"embeddings": gradient.tolist()}},
    }))


def main():
    name = "multi-similarity"
    case(name, 0, multi_similarity, 8, 4, 3)
    case(name, 1, multi_similarity, 12, 16, 4, reduction="sum")
    case(name, 2, multi_similarity, 9, 5, 3, reduction="none", alpha=1.0, beta=10.0, base=1.0)
    case(name, 3, multi_similarity, 12, 6, 4, epsilon=0.1, base=1.0)
    case(name, 4, multi_similarity, 16, 33, 5, dtype="float32", scale=3.0, epsilon=0.3)
    case(name, 5, multi_similarity, 6, 3, 6, labels=[0, 1, 2, 3, 4, 5])
    case(name, 6, multi_similarity, 6, 3, 1, labels=[2, 2, 2, 2, 2, 2], beta=40.0)
    case(name, 7, multi_similarity, 6, 3, 6, labels=[0, 1, 2, 3, 4, 5], epsilon=0.1)
    name = "circle"
    case(name, 0, circle, 8, 4, 3)
    case(name, 1, circle, 12, 16, 4, reduction="sum", margin=0.25)
    case(name, 2, circle, 9, 5, 3, reduction="none", gamma=4.0)
    case(name, 3, circle, 16, 33, 5, dtype="float32", scale=3.0, gamma=32.0)
    case(name, 4, circle, 7, 6, 2, labels=[0, 0, 1, 1, 1, 2, 3], margin=0.25, gamma=16.0)
    case(name, 5, circle, 6, 3, 6, labels=[0, 1, 2, 3, 4, 5])
    case(name, 6, circle, 6, 3, 1, labels=[2, 2, 2, 2, 2, 2])


if __name__ == "__main__":
    main()
