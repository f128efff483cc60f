#!/usr/bin/env python3
"""Expected values of ctc where its numbers are hard to keep: targets that are all but certain, long sequences, excluded classes, paths that differ by
thousands, with mpmath at 400 digits (a probability of 1 - e^-300 has 130 nines).

    python3 ctc_exact.py > ctc_exact.jsonl

The definition of Graves et al. (2006) as it stands: probabilities, not logarithms, are added up over the states of the target.
"""
import json
import random
import struct

import mpmath

OFF = float("-inf")


def sequence(frames, target, blank):
    """Gives -ln P and its gradient by the scores of each frame."""
    p = []
    for frame in frames:
        powers = [mpmath.exp(mpmath.mpf(score)) for score in frame]
        total = sum(powers)
        p.append([power / total for power in powers])
    states = [blank] + [c for label in target for c in (label, blank)]
    places = range(len(states))
    sources = [[r for r in (s, s - 1, s - 2) if r >= 0 and (r > s - 2 or (states[s] != blank and states[s] != states[r]))] for s in places]
    follow = [[s for s in places if r in sources[s]] for r in places]
    forward = [[p[0][states[s]] if s < 2 else mpmath.mpf(0) for s in places]]
    for frame in p[1:]:
        forward.append([sum(forward[-1][r] for r in sources[s]) * frame[states[s]] for s in places])
    backward = [[mpmath.mpf(s >= len(states) - 2) for s in places]]
    for frame in reversed(p[1:]):
        ahead = [backward[-1][s] * frame[states[s]] for s in places]
        backward.append([sum(ahead[s] for s in follow[r]) for r in places])
    backward.reverse()
    likelihood = sum(forward[-1][-2:])
    gradient = []
    for t, frame in enumerate(p):
        shares = [mpmath.mpf(0)] * len(frame)
        for s, c in enumerate(states):
            shares[c] += forward[t][s] * backward[t][s]
        gradient.append([probability - share / likelihood for probability, share in zip(frame, shares)])
    return -mpmath.log(likelihood), gradient


def held(x, dtype):
    return x if dtype == "float64" or x == OFF else struct.unpack("f", struct.pack("f", x))[0]


def line(name, logits, target, blank=0, dtype="float64", digits=400, parts=("value", "gradients")):
    mpmath.mp.dps = digits
    logits = [[held(score, dtype) for score in frame] for frame in logits]
    value, gradient = sequence(logits, target, blank)
    expected = {"value": float(value), "gradients": {"logits": [[[float(slope) for slope in frame]] for frame in gradient]}}
    print(json.dumps({
        "id": f"ctc-exact-{name}-{dtype}", "loss": "ctc", "dtype": dtype, "options": {"reduction": "sum", "blank": blank},
        "inputs": {
            "logits": [[["-Infinity" if score == OFF else score for score in frame]] for frame in logits],
            "targets": [target], "input-lengths": [len(logits)], "target-lengths": [len(target)]},
        "expect": {part: expected[part] for part in parts},
    }, separators=(",", ":")))


def noise(draw, frames, classes, size):
    return [[round(draw.gauss(0, size), 3) for _ in range(classes)] for _ in range(frames)]


def path(target, frames, blank):
    """The class of each frame on one way through the target: its labels spread out, blanks between."""
    way = [blank] * frames
    for i, label in enumerate(target):
        way[(2 * i + 1) * frames // (2 * len(target))] = label
    return way


def sure(name, frames, classes, target, height, blank=0, size=0.5, dtype="float64"):
    draw = random.Random(name)
    logits = noise(draw, frames, classes, size)
    for frame, c in zip(logits, path(target, frames, blank)):
        frame[c] += height
    line(name, [[round(score, 3) for score in frame] for frame in logits], target, blank, dtype)


def rivals(name, target, near, far, blank=0, classes=5, dtype="float64", **options):
    """Labels of three frames with three blanks between. At the frames beside a border the class behind it may be too; all others are far below."""
    draw = random.Random(name)
    way = [blank] * 3 + [c for label in target for c in [label] * 3 + [blank] * 3]
    logits = noise(draw, len(way), classes, 0.5)
    for t, frame in enumerate(logits):
        frame[way[t]] += far
        for beside in (t - 1, t + 1):
            if 0 <= beside < len(way) and way[beside] != way[t]:
                frame[way[beside]] += far - near
    line(name, [[round(score, 3) for score in frame] for frame in logits], target, blank, dtype, **options)


def wild(name, frames, classes, target, size, blank=0, excluded=0.0, dtype="float64", digits=60):
    draw = random.Random(name)
    logits = noise(draw, frames, classes, size)
    for t, frame in enumerate(logits):
        for c in range(classes):
            if draw.random() < excluded and c != blank and c != path(target, frames, blank)[t]:
                frame[c] = OFF
    line(name, logits, target, blank, dtype, digits)


def main():
    for height in (5, 20, 50, 100, 300):
        sure(f"sure-{height}", 9, 4, [1, 2, 2, 3], height)
    sure("sure-blank", 12, 5, [0, 1, 0, 3], 25, blank=2)
    sure("sure-empty", 10, 3, [], 30)
    sure("sure-one", 1, 4, [2], 40)
    sure("sure-single", 9, 4, [1, 2, 2, 3], 20, dtype="float32")
    sure("sure-higher-single", 9, 4, [1, 2, 2, 3], 70, dtype="float32")
    sure("tied", 8, 4, [1, 3], 15, size=0)
    rivals("rivals", [1, 2, 3], 3, 40)
    rivals("near-rivals", [1, 2, 3], 0.5, 60)
    # What the rivals have of a frame, 2e-9, and what they have of the paths differ by 1e-17: doubles cannot tell.
    rivals("far-rivals", [1, 2, 2, 3], 20, 100, parts=["value"])
    rivals("rivals-single", [1, 2, 3], 3, 25, dtype="float32")
    rivals("rivals-other-blank", [1, 0, 1], 1, 30, blank=3)
    wild("wild", 30, 5, [1, 2, 3, 3, 4, 1], 30)
    wild("wilder", 30, 5, [1, 2, 3, 3, 4, 1], 1000, digits=60)
    wild("wilder-single", 30, 5, [1, 2, 3, 3, 4, 1], 300, dtype="float32")
    wild("excluded", 20, 5, [1, 2, 2, 4], 2, excluded=0.5)
    sure("long-sure", 1000, 3, [1 + i % 2 for i in range(60)], 40, size=0.3)
    wild("long-peaked", 1000, 3, [1 + (i * i) % 2 for i in range(80)], 12)
    wild("long-peaked-single", 1000, 3, [1 + (i * i) % 2 for i in range(80)], 12, dtype="float32")


if __name__ == "__main__":
    main()
