"""Writes divergences.jsonl. Formulas are those of docs/eval.md."""
from mpmath import log as number_log, mpf

from cases import Family, Outcome, draws, normal
from exact import Number, exp, log, number, total

OFF = float("-inf")


def pairs(function):
    def formula(inputs, options):
        return Outcome([function(p, number(t), options) for row, goals in zip(inputs["prediction"], inputs["target"]) for p, t in zip(row, goals)])
    return formula


def kl(log_q, t, o):
    y = t.value
    if o.get("log-target"):
        return [exp(t) * t, -(exp(t) * log_q)]
    return [y * number_log(y), -(log_q * y)] if y > 0 else [Number(0)]


def js(p, q, o):
    """Exact relative to itself, however near p and q are: one term."""
    middle = (p + q) * mpf(0.5)
    first = p * log(p / middle) if p.value > 0 else Number(0)
    second = q * log(q / middle) if q.value > 0 else Number(0)
    return (first + second) * mpf(0.5)


def log_softmax(z):
    return [x - log(total(exp(y) for y in z)) for x in z]


def distillation(inputs, options):
    temperature = mpf(options.get("temperature", 2))
    singles = []
    for student, teacher in zip(inputs["prediction"], inputs["target"]):
        log_s = log_softmax([z / temperature for z in student])
        log_t = log_softmax([number(z) / temperature for z in teacher])
        for s, t in zip(log_s, log_t):
            p = exp(t) * temperature ** 2
            singles.append([p * t, -(p * s)])
    return Outcome(singles)


def distribution(rng, classes):
    powers = [rng.uniform(0.05, 1) for _ in range(classes)]
    return [round(x / sum(powers), 6) for x in powers]


def main():
    family = Family()
    none = {"reduction": "none"}
    rng = draws("divergences")
    targets = [distribution(rng, 5) for _ in range(4)]
    log_q = [[-abs(x) - 0.05 for x in row] for row in normal(rng, 4, 5)]
    family.add("kl-divergence", "plain-0", pairs(kl), none, {"prediction": log_q, "target": targets})
    family.add("kl-divergence", "plain-1", pairs(kl), {**none, "log-target": True}, {
        "prediction": log_q, "target": [[float(number_log(t)) for t in row] for row in targets]})
    family.add("kl-divergence", "near", pairs(kl), none, {
        "prediction": [[float(number_log(mpf(t) * (1 + mpf(10) ** -k))) for k, t in enumerate(row, 3)] for row in targets], "target": targets},
        hard="nearly equal distributions")
    family.add("kl-divergence", "near-logs", pairs(kl), {**none, "log-target": True}, {
        "prediction": [[float(number_log(mpf(t)) * (1 + mpf(10) ** -k)) for k, t in enumerate(row, 3)] for row in targets],
        "target": [[float(number_log(t)) for t in row] for row in targets]}, hard="nearly equal distributions", measure=("result", "result"))
    family.add("kl-divergence", "small", pairs(kl), none, {
        "prediction": [[-80.0, -1e4, 0.0, -1e-9, -3.0]], "target": [[1e-30, 1e-20, 0.0, 1.0, 1e-37]]}, hard="probabilities of 1e-37 and 0")

    equal = ("result", "result")
    family.add("js-divergence", "plain-0", pairs(js), none, {"prediction": [distribution(rng, 5) for _ in range(4)], "target": targets}, measure=equal)
    family.add("js-divergence", "near", pairs(js), none, {
        "prediction": [[float(mpf(t) * (1 + mpf(10) ** -k)) for k, t in enumerate(row, 2)] for row in targets], "target": targets},
        hard="nearly equal distributions", measure=equal)
    family.add("js-divergence", "small", pairs(js), none, {
        "prediction": [[1e-30, 0.9, 1e-37, 0.5, 1e-20]], "target": [[0.5, 1e-30, 2e-37, 0.0, 0.0]]}, hard="probabilities of 1e-37 and 0", measure=equal)
    family.add("js-divergence", "subnormal", pairs(js), none, {
        "prediction": [[1e-310, 4e-320, 3e-309, 1e-315]], "target": [[3e-310, 1e-320, 2e-309, 0.0]]}, hard="subnormal probabilities", measure=equal,
        dtypes=("float64",))
    family.add("js-divergence", "subnormal", pairs(js), none, {
        "prediction": [[1e-40, 4e-43, 3e-39, 1e-42]], "target": [[3e-40, 1e-43, 2e-39, 0.0]]}, hard="subnormal probabilities", measure=equal,
        dtypes=("float32",))

    for i, o in enumerate(({}, {"temperature": 1.0}, {"temperature": 0.5})):
        rng = draws(f"distillation {i}")
        family.add("distillation", f"plain-{i}", distillation, {**o, **none}, {"prediction": normal(rng, 3, 5, size=2), "target": normal(rng, 3, 5, size=2)})
    teacher = normal(rng, 3, 5, size=2)
    family.add("distillation", "near", distillation, none, {
        "prediction": [[x + 10.0 ** -k for k, x in enumerate(row, 2)] for row in teacher], "target": teacher}, hard="nearly equal distributions")
    family.add("distillation", "offset", distillation, none, {
        "prediction": [[10000.0, 9999.0, 10001.5], [-1e4, -10001.0, -9998.5]], "target": [[10001.0, 10000.0, 9999.5], [-1e4, -10002.0, -1e4]]},
        hard="logits with a common offset of 1e4")
    family.add("distillation", "confident", distillation, none, {
        "prediction": [[100.0, 0.0, 1.0], [0.0, 100.0, 1.0]], "target": [[110.0, 0.5, 1.0], [1.0, 90.0, -2.0]]}, hard="p of 1 - 1e-20 and nearer to 1")
    family.write("divergences.jsonl")


if __name__ == "__main__":
    main()
