#!/usr/bin/env python3
"""Expected values of ctc beside the shared cases, with mpmath at 60 digits: repeats, another blank, impossible alignments under zero-infinity, unequal
lengths with padding, an empty target, a long sequence, peaked scores.

    python3 ctc.py > ctc.jsonl

The definition of Graves et al. (2006) as it stands: probabilities, not logarithms, are added up over the states of the target, forwards and backwards.
PyTorch's ctc_loss with automatic differentiation in float64 has to agree to 1e-10.
"""
import json

import mpmath
import torch

mpmath.mp.dps = 60


def softmax(frame):
    powers = [mpmath.exp(score) for score in frame]
    return [power / sum(powers) for power in powers]


def sequence(frames, target, blank):
    """Gives -ln P and its gradient by the scores of each frame; None where no path becomes the target."""
    p = [softmax(frame) for frame in frames]
    states = [blank] + [c for label in target for c in (label, blank)]

    def sources(s):
        return [s, s - 1] + ([s - 2] if s > 1 and states[s] != blank and states[s] != states[s - 2] else [])

    def reached(row, s):
        return sum(row[r] for r in sources(s) if r >= 0)

    start = [mpmath.mpf(s < 2) for s in range(len(states))]
    forward = [[start[s] * p[0][c] for s, c in enumerate(states)]]
    for frame in p[1:]:
        forward.append([reached(forward[-1], s) * frame[c] for s, c in enumerate(states)])
    backward = [[mpmath.mpf(s >= len(states) - 2) for s in range(len(states))]]
    for frame in reversed(p[1:]):
        ahead = [backward[0][s] * frame[c] for s, c in enumerate(states)]
        backward.insert(0, [sum(ahead[s] for s in range(len(states)) if r in sources(s)) for r in range(len(states))])
    likelihood = sum(forward[-1][-2:])
    if likelihood == 0:
        return None
    gradient = []
    for t, frame in enumerate(p):
        held = [sum(forward[t][s] * backward[t][s] for s, c in enumerate(states) if c == k) for k in range(len(frame))]
        gradient.append([probability - share / likelihood for probability, share in zip(frame, held)])
    return -mpmath.log(likelihood), gradient


def exact(logits, targets, input_lengths, blank, reduction):
    each, gradients = [], [[[0.0] * len(scores) for scores in frame] for frame in logits]
    for n, target in enumerate(targets):
        found = sequence([logits[t][n] for t in range(input_lengths[n])], target, blank)
        divisor = max(1, len(target)) * len(targets) if reduction == "mean" else 1
        each.append((found[0] if found else mpmath.mpf(0)) / divisor)
        for t, slopes in enumerate(found[1] if found else []):
            gradients[t][n] = [float(slope / divisor) for slope in slopes]
    return [float(value) for value in each] if reduction == "none" else float(sum(each)), gradients


def by_torch(logits, padded, lengths, input_lengths, options):
    scores = torch.tensor(logits, dtype=torch.float64, requires_grad=True)
    each = torch.nn.functional.ctc_loss(
        torch.log_softmax(scores, 2), torch.tensor(padded), torch.tensor(input_lengths), torch.tensor(lengths),
        blank=options.get("blank", 0), reduction="none", zero_infinity=options.get("zero-infinity", False))
    value = {"none": each, "sum": each.sum(), "mean": (each / torch.tensor(lengths).clamp(min=1)).mean()}[options["reduction"]]
    value.sum().backward()
    return value.detach(), scores.grad


def line(name, frames, classes, targets, input_lengths, options, size=1.0, dtype="float64", digits=4):
    generator = torch.Generator().manual_seed(sum(map(ord, name)))
    blank = options.get("blank", 0)
    scores = size * torch.randn(frames, len(targets), classes, dtype=torch.float64, generator=generator)
    logits = torch.round(scores, decimals=digits).tolist()
    lengths = [len(target) for target in targets]
    columns = max(max(lengths), 1)
    padded = [target + [(blank + 1) % classes] * (columns - len(target)) for target in targets]
    value, gradients = exact(logits, targets, input_lengths, blank, options["reduction"])
    other, slopes = by_torch(logits, padded, lengths, input_lengths, options)
    assert torch.allclose(other, torch.tensor(value, dtype=torch.float64), rtol=1e-10, atol=1e-10), name
    assert torch.allclose(slopes, torch.tensor(gradients, dtype=torch.float64), rtol=1e-10, atol=1e-10), name
    print(json.dumps({
        "id": f"ctc-beyond-{name}", "loss": "ctc", "dtype": dtype, "options": options,
        "inputs": {"logits": logits, "targets": padded, "input-lengths": input_lengths, "target-lengths": lengths},
        "expect": {"value": value, "gradients": {"logits": gradients}},
    }))


def main():
    line("repeats", 8, 4, [[1, 1, 2], [3, 3, 3], [2, 1, 2]], [8, 8, 6], {"reduction": "mean"})
    line("blank", 7, 5, [[0, 0, 1], [3, 0], [4]], [7, 5, 3], {"reduction": "none", "blank": 2}, size=2)
    line("last-blank", 6, 3, [[0, 1, 0], [1]], [6, 4], {"reduction": "mean", "blank": 2})
    line("impossible", 5, 4, [[1, 1, 1], [1, 2, 3], [2, 2, 2, 2]], [5, 3, 5], {"reduction": "mean", "zero-infinity": True})
    line("too-long", 3, 4, [[1, 2, 3, 1], [1]], [3, 1], {"reduction": "sum", "zero-infinity": True})
    line("empty", 5, 3, [[], [1, 2], [2]], [5, 4, 2], {"reduction": "mean"}, size=3)
    line("peaked", 12, 6, [[1, 2, 3, 3, 5], [4, 4, 1]], [12, 10], {"reduction": "mean"}, size=40)
    line("long", 300, 4, [[1 + (i * i) % 3 for i in range(70)]], [300], {"reduction": "sum"}, size=2, digits=3)
    line("single", 20, 7, [[1, 5, 5, 2], [6, 3]], [20, 13], {"reduction": "mean"}, dtype="float32", digits=3)


main()
