"""The expected numbers of ClassificationMetricTests, straight from the definitions and without any library.

Run: python3 reference_metrics.py
"""
from fractions import Fraction as F
from math import log

# Eighths, exact in binary, with ties within rows and within columns; class 3 is neither true nor predicted.
EIGHTHS = [
    (4, 2, 2, 0), (4, 2, 1, 1), (3, 3, 2, 0), (1, 6, 1, 0), (2, 3, 3, 0),
    (0, 1, 7, 0), (4, 1, 3, 0), (2, 2, 3, 1), (1, 5, 2, 0), (8, 0, 0, 0),
]
LABELS = [0, 1, 0, 1, 2, 2, 2, 2, 1, 0]
P = [[F(v, 8) for v in row] for row in EIGHTHS]
N, C = len(P), len(P[0])
predicted = [row.index(max(row)) for row in P]


def accuracy():
    return F(sum(p == y for p, y in zip(predicted, LABELS)), N)


def macro_f1():
    scores = []
    for c in range(C):
        tp = sum(p == y == c for p, y in zip(predicted, LABELS))
        fp = sum(p == c != y for p, y in zip(predicted, LABELS))
        fn = sum(y == c != p for p, y in zip(predicted, LABELS))
        if tp + fp + fn:
            scores.append(F(2 * tp, 2 * tp + fp + fn))
    return sum(scores) / len(scores)


def log_loss():
    return -sum(log(row[y]) for row, y in zip(P, LABELS)) / N


def brier():
    return sum((row[c] - (y == c)) ** 2 for row, y in zip(P, LABELS) for c in range(C)) / N


def ece(bins=15):
    total = F(0)
    for b in range(bins):
        rows = [i for i in range(N) if F(b, bins) < max(P[i]) <= F(b + 1, bins)]
        if rows:
            right = F(sum(predicted[i] == LABELS[i] for i in rows), len(rows))
            confidence = sum(max(P[i]) for i in rows) / len(rows)
            total += F(len(rows), N) * abs(right - confidence)
    return total


def auroc_of(c):
    pairs = [(P[i][c], P[j][c]) for i in range(N) for j in range(N) if LABELS[i] == c != LABELS[j]]
    return sum(F(1) if a > b else F(1, 2) if a == b else F(0) for a, b in pairs) / len(pairs)


def ap_of(c):
    positives = sum(y == c for y in LABELS)
    area, recall = F(0), F(0)
    for threshold in sorted({row[c] for row in P}, reverse=True):
        chosen = [i for i in range(N) if P[i][c] >= threshold]
        hits = sum(LABELS[i] == c for i in chosen)
        area += (F(hits, positives) - recall) * F(hits, len(chosen))
        recall = F(hits, positives)
    return area


present = [c for c in range(C) if c in LABELS]
for name, value in [
    ("accuracy", accuracy()), ("macro-f1", macro_f1()), ("log-loss", log_loss()), ("brier", brier()),
    ("expected-calibration-error", ece()),
    ("auroc", sum(map(auroc_of, present)) / len(present)), ("auprc", sum(map(ap_of, present)) / len(present)),
]:
    print(name, repr(float(value)), value if isinstance(value, F) else "")
