#!/usr/bin/env python3
"""Expected values of ctc beside the shared cases: torch.nn.functional.ctc_loss and automatic differentiation in float64, through log_softmax.

    python3 ctc.py > ctc.jsonl

Repeats, another blank, impossible alignments under zero-infinity, unequal lengths with padding, an empty target, a long sequence, peaked scores.
"""
import json

import torch


def line(name, frames, classes, targets, input_lengths, options, size=1.0, dtype="float64", digits=4):
    generator = torch.Generator().manual_seed(sum(map(ord, name)))
    blank = options.get("blank", 0)
    logits = torch.round(size * torch.randn(frames, len(targets), classes, dtype=torch.float64, generator=generator), decimals=digits)
    logits.requires_grad_()
    lengths = [len(target) for target in targets]
    columns = max(max(lengths), 1)
    other = (blank + 1) % classes
    padded = [target + [other] * (columns - len(target)) for target in targets]
    each = torch.nn.functional.ctc_loss(
        torch.log_softmax(logits, 2), torch.tensor(padded), torch.tensor(input_lengths), torch.tensor(lengths),
        blank=blank, reduction="none", zero_infinity=options.get("zero-infinity", False))
    reduction = options["reduction"]
    value = {"none": each, "sum": each.sum(), "mean": (each / torch.tensor(lengths).clamp(min=1)).mean()}[reduction]
    value.sum().backward()
    print(json.dumps({
        "id": f"ctc-beyond-{name}", "loss": "ctc", "dtype": dtype, "options": options,
        "inputs": {"logits": logits.tolist(), "targets": padded, "input-lengths": input_lengths, "target-lengths": lengths},
        "expect": {"value": value.tolist(), "gradients": {"logits": logits.grad.tolist()}},
    }))


def main():
    line("repeats", 8, 4, [[1, 1, 2], [3, 3, 3], [2, 1, 2]], [8, 8, 6], {"reduction": "mean"})
    line("blank", 7, 5, [[0, 0, 1], [3, 2], [4]], [7, 5, 3], {"reduction": "none", "blank": 2}, size=2)
    line("last-blank", 6, 3, [[0, 1, 0], [1]], [6, 4], {"reduction": "mean", "blank": 2})
    line("impossible", 5, 4, [[1, 1, 1], [1, 2, 3], [2, 2, 2, 2]], [5, 3, 5], {"reduction": "mean", "zero-infinity": True})
    line("too-long", 3, 4, [[1, 2, 3, 1], [1]], [3, 1], {"reduction": "sum", "zero-infinity": True})
    line("empty", 5, 3, [[], [1, 2], [2]], [5, 4, 2], {"reduction": "mean"}, size=3)
    line("peaked", 12, 6, [[1, 2, 3, 3, 5], [4, 4, 1]], [12, 10], {"reduction": "mean"}, size=40)
    line("long", 300, 4, [[1 + (i * i) % 3 for i in range(70)]], [300], {"reduction": "sum"}, size=2, digits=3)
    line("single", 20, 7, [[1, 5, 5, 2], [6, 3]], [20, 13], {"reduction": "mean"}, dtype="float32", digits=3)


main()
