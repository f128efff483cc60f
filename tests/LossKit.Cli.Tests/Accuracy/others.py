"""Writes others.jsonl: sequences, generative models, images, preferences and several tasks. Formulas are those of docs/eval.md."""
from mpmath import exp as number_exp, mpf

from cases import Family, Outcome, draws, normal, uniform
from classification import bce, bce_with_logits
from exact import Number, absolute, exp, log, number, ramp, softplus, sqrt, total

ARRAY = ("result", "array")
TERMS = ("terms", "terms")


def ctc(inputs, o):
    blank, singles = o.get("blank", 0), []
    for n, (padded, frames, length) in enumerate(zip(inputs["targets"], inputs["input-lengths"], inputs["target-lengths"])):
        states = [blank] + [c for label in padded[:length] for c in (label, blank)]
        reached = None
        for t in range(frames):
            powers = [exp(z) for z in inputs["logits"][t][n]]
            p = [power / total(powers) for power in powers]
            if reached is None:
                reached = [p[c] if s < 2 else Number(0) for s, c in enumerate(states)]
                continue
            before = reached
            reached = []
            for s, c in enumerate(states):
                jump = s > 1 and c != blank and c != states[s - 2]
                reached.append(total(before[max(0, s - 1):s + 1] + ([before[s - 2]] if jump else [])) * p[c])
        singles.append(-log(total(reached[-2:])))
    return Outcome(singles)


def mean(numbers):
    return total(numbers) / len(numbers)


def gan_discriminator(inputs, o):
    real, fake = inputs["real"], inputs["fake"]
    kind = o.get("kind", "standard")
    if kind == "standard":
        return Outcome([[mean([softplus(-x) for x in real]), mean([softplus(x) for x in fake])]])
    if kind == "least-squares":
        return Outcome([[mean([(x - 1) ** 2 for x in real]) * mpf(0.5), mean([x ** 2 for x in fake]) * mpf(0.5)]])
    if kind == "hinge":
        return Outcome([[mean([ramp(1 - x) for x in real]), mean([ramp(1 + x) for x in fake])]])
    return Outcome([[x / len(fake) for x in fake] + [-x / len(real) for x in real]])


def gan_generator(inputs, o):
    function = {
        "non-saturating": lambda x: softplus(-x), "minimax": lambda x: -softplus(x), "least-squares": lambda x: (x - 1) ** 2 * mpf(0.5),
        "hinge": lambda x: -x, "wasserstein": lambda x: -x}[o.get("kind", "non-saturating")]
    return Outcome([[function(x) / len(inputs["fake"]) for x in inputs["fake"]]])


def gaussian_kl_of(mu, lv):
    """-(1 + lv - mu^2 - e^lv)/2 as two terms that are never negative: of the mean, and of the variance, which is 0 at 1."""
    return [mu ** 2 * mpf(0.5), (exp(lv) - 1 - lv) * mpf(0.5)]


def gaussian_kl(inputs, o):
    return Outcome([[term for mu, lv in zip(inputs["mean"], inputs["log-variance"]) for term in gaussian_kl_of(mu, lv)]])


def vae(inputs, o):
    of = {"bce": bce, "bce-with-logits": bce_with_logits, "mse": lambda x, t, _: [(x - t) ** 2]}[o.get("reconstruction-loss", "bce")]
    terms = [term for row, goal in zip(inputs["reconstruction"], inputs["target"]) for x, t in zip(row, goal) for term in of(x, number(t), {})]
    for row, logs in zip(inputs["mean"], inputs["log-variance"]):
        terms += [term * mpf(o.get("beta", 1)) for mu, lv in zip(row, logs) for term in gaussian_kl_of(mu, lv)]
    return Outcome([terms])


def total_variation(inputs, o):
    kind, singles = o.get("kind", "anisotropic"), []
    for image in inputs["prediction"]:
        losses = []
        for rows in image:
            for y, row in enumerate(rows):
                for x, value in enumerate(row):
                    dx = row[x + 1] - value if x + 1 < len(row) else Number(0)
                    dy = rows[y + 1][x] - value if y + 1 < len(rows) else Number(0)
                    if kind == "anisotropic":
                        losses.append(absolute(dx) + absolute(dy))
                    elif kind == "squared":
                        losses.append(dx ** 2 + dy ** 2)
                    elif dx.value != 0 or dy.value != 0:
                        losses.append(sqrt(dx ** 2 + dy ** 2))
        singles.append(total(losses))
    return Outcome(singles)


def ssim(inputs, o):
    window, sigma, span = o.get("window", 11), mpf(o.get("sigma", 1.5)), mpf(o.get("data-range", 1))
    c1, c2 = (mpf(o.get("k1", 0.01)) * span) ** 2, (mpf(o.get("k2", 0.03)) * span) ** 2
    powers = [number_exp(-(mpf(i - window // 2) / sigma) ** 2 / 2) for i in range(window)]
    weights = [a * b / sum(powers) ** 2 for a in powers for b in powers]
    singles = []
    for image, goal in zip(inputs["prediction"], inputs["target"]):
        scores = []
        for rows, wanted in zip(image, goal):
            for top in range(len(rows) - window + 1):
                for left in range(len(rows[0]) - window + 1):
                    cut = lambda of: [number(x) for row in of[top:top + window] for x in row[left:left + window]]
                    x, y = cut(rows), cut(wanted)
                    moment = lambda values: total(value * w for value, w in zip(values, weights))
                    mx, my = moment(x), moment(y)
                    vx, vy = moment([(a - mx) ** 2 for a in x]), moment([(b - my) ** 2 for b in y])
                    covariance = moment([(a - mx) * (b - my) for a, b in zip(x, y)])
                    scores.append((mx * my * 2 + c1) * (covariance * 2 + c2) / ((mx ** 2 + my ** 2 + c1) * (vx + vy + c2)))
        singles.append(1 - mean(scores))
    return Outcome(singles)


def dpo(inputs, o):
    beta, smoothing, kind, singles = mpf(o.get("beta", 0.1)), mpf(o.get("label-smoothing", 0)), o.get("kind", "sigmoid"), []
    for a, b, c, d in zip(*(inputs[name] for name in ("policy-chosen", "policy-rejected", "reference-chosen", "reference-rejected"))):
        h = a - b - (c - d)
        if kind == "sigmoid":
            singles.append([softplus(-(h * beta)) * (1 - smoothing), softplus(h * beta) * smoothing])
        else:
            singles.append(ramp(1 - h * beta) if kind == "hinge" else (h - 1 / (2 * beta)) ** 2)
    return Outcome(singles)


def uncertainty_weighting(inputs, o):
    return Outcome([[term for loss, s in zip(inputs["losses"], inputs["log-variances"]) for term in (exp(-s) * loss, s)]])


def curriculum(inputs, o):
    progress = mpf(o.get("progress", 1))
    kept = [mpf(int(d <= progress)) for d in inputs["difficulty"]]
    scale = len(kept) / (sum(kept) + mpf("1e-6"))
    return Outcome([[loss * (w * scale) for loss, w in zip(inputs["losses"], kept)]])


def main():
    family = Family()
    none = {"reduction": "none"}

    rng = draws("ctc")
    sequences = {"targets": [[1, 2, 2], [3, 1, 1]], "input-lengths": [6, 5], "target-lengths": [3, 2]}
    family.add("ctc", "plain-0", ctc, none, {"logits": normal(rng, 6, 2, 4), **sequences}, by=("logits",), measure=ARRAY)
    family.add("ctc", "plain-1", ctc, {**none, "blank": 2}, {
        "logits": normal(rng, 5, 2, 4, size=2), "targets": [[0, 1], [3, 3]], "input-lengths": [5, 4], "target-lengths": [2, 2]}, by=("logits",),
        measure=ARRAY)
    family.add("ctc", "offset", ctc, none, {"logits": normal(rng, 6, 2, 4, shift=1e4), **sequences}, by=("logits",), measure=ARRAY,
               hard="logits with a common offset of 1e4")
    path = [1, 0, 2, 0, 2, 0]
    family.add("ctc", "confident", ctc, none, {
        "logits": [[[40.0 if c == label else 0.5 * c for c in range(4)]] for label in path], "targets": [[1, 2, 2]], "input-lengths": [6],
        "target-lengths": [3]}, by=("logits",), measure=ARRAY, hard="all but certain alignments")

    for i, kind in enumerate(("standard", "least-squares", "hinge", "wasserstein")):
        rng = draws(f"gan {kind}")
        family.add("gan-discriminator", f"plain-{i}", gan_discriminator, {"kind": kind}, {"real": normal(rng, 6), "fake": normal(rng, 6)}, by=("real", "fake"),
                   measure=TERMS)
    family.add("gan-discriminator", "hard-0", gan_discriminator, {}, {"real": [40.0, 50.0, 600.0], "fake": [-45.0, -60.0, -1e4]}, by=("real", "fake"),
               hard="certain scores", measure=TERMS)
    for i, kind in enumerate(("non-saturating", "minimax", "least-squares", "hinge", "wasserstein")):
        rng = draws(f"generator {kind}")
        family.add("gan-generator", f"plain-{i}", gan_generator, {"kind": kind}, {"fake": normal(rng, 6)}, by=("fake",), measure=TERMS)
    family.add("gan-generator", "hard-0", gan_generator, {}, {"fake": [40.0, 50.0, 600.0]}, by=("fake",), hard="certain scores", measure=TERMS)
    family.add("gan-generator", "hard-1", gan_generator, {"kind": "minimax"}, {"fake": [-40.0, -50.0, -1e4]}, by=("fake",), hard="certain scores", measure=TERMS)

    rng = draws("gaussian-kl")
    family.add("gaussian-kl", "plain-0", gaussian_kl, {}, {"mean": normal(rng, 12), "log-variance": normal(rng, 12)}, by=("mean", "log-variance"))
    for i, (mu, lv) in enumerate(((1e-30, 1e-6), (0.0, 1e-9), (1e-12, -1e-4), (0.0, 0.03), (1e-3, -80.0), (2.0, 60.0), (0.5, -700.0), (0.5, -740.0), (0.25, -100.0))):
        family.add("gaussian-kl", f"hard-{i}", gaussian_kl, {}, {"mean": [mu], "log-variance": [lv]}, by=("mean", "log-variance"),
                   hard="variances near 1, of e^60, and subnormal ones")
    for i, o in enumerate(({}, {"reconstruction-loss": "bce-with-logits", "beta": 0.25}, {"reconstruction-loss": "mse"})):
        rng = draws(f"vae {i}")
        made = uniform(rng, 0.05, 0.95, 3, 4) if i == 0 else normal(rng, 3, 4)
        family.add("vae", f"plain-{i}", vae, o, {
            "reconstruction": made, "target": uniform(rng, 0, 1, 3, 4), "mean": normal(rng, 3, 2), "log-variance": normal(rng, 3, 2)},
            by=("reconstruction", "mean", "log-variance"))
    family.add("vae", "hard-0", vae, {"reconstruction-loss": "mse"}, {
        "reconstruction": [[1e-15, 2e-16]], "target": [[0.0, 0.0]], "mean": [[1e-20, 0.0]], "log-variance": [[1e-9, -1e-12]]},
        by=("reconstruction", "mean", "log-variance"), hard="variances near 1")

    for i, kind in enumerate(("anisotropic", "isotropic", "squared")):
        rng = draws(f"total-variation {kind}")
        family.add("total-variation", f"plain-{i}", total_variation, {"kind": kind, **none}, {"prediction": normal(rng, 2, 1, 4, 4)}, measure=ARRAY)
    family.add("total-variation", "hard-0", total_variation, {"kind": "isotropic", **none}, {
        "prediction": [[[[1e30, 1e30, -1e30], [0.0, 1e-30, 1.0], [3e-25, 0.0, 1.0000001]]]]}, measure=ARRAY, hard="differences of 1e-30 to 1e30")
    rng = draws("ssim")
    small = {"window": 3, "sigma": 0.75, **none}
    family.add("ssim", "plain-0", ssim, small, {"prediction": uniform(rng, 0, 1, 2, 1, 5, 5), "target": uniform(rng, 0, 1, 2, 1, 5, 5)}, measure=ARRAY)
    family.add("ssim", "plain-1", ssim, none, {"prediction": uniform(rng, 0, 1, 1, 1, 11, 12), "target": uniform(rng, 0, 1, 1, 1, 11, 12)},
               measure=ARRAY)
    target = uniform(rng, 0, 1, 1, 1, 5, 5)
    family.add("ssim", "near", ssim, small, {
        "prediction": [[[[x + 2.0 ** -12 * rng.choice([-1, 1]) for x in row] for row in target[0][0]]]], "target": target}, measure=ARRAY,
        hard="images that hardly differ")

    names = ("policy-chosen", "policy-rejected", "reference-chosen", "reference-rejected")
    for i, o in enumerate(({"beta": 0.125}, {"beta": 0.25, "label-smoothing": 0.125}, {"kind": "hinge", "beta": 0.125}, {"kind": "ipo", "beta": 0.125})):
        rng = draws(f"dpo {i}")
        family.add("dpo", f"plain-{i}", dpo, {**o, **none}, {name: normal(rng, 8, size=4, shift=-30) for name in names}, by=names[:2], measure=TERMS)
    family.add("dpo", "hard-0", dpo, {"beta": 0.5, **none}, {
        "policy-chosen": [-10.0, -900.0, -1e4], "policy-rejected": [-200.0, -20.0, -1.0], "reference-chosen": [-50.0, -50.0, -50.0],
        "reference-rejected": [-50.25, -50.5, -50.0]}, by=names[:2], hard="log-probabilities far apart", measure=TERMS)
    rng = draws("uncertainty")
    family.add("uncertainty-weighting", "plain-0", uncertainty_weighting, {}, {"losses": uniform(rng, 0, 5, 6), "log-variances": normal(rng, 6)},
               by=("losses", "log-variances"))
    family.add("uncertainty-weighting", "hard-0", uncertainty_weighting, {}, {"losses": [1e-20, 1e20, 3.0], "log-variances": [-40.0, 40.0, 1e-9]},
               by=("losses", "log-variances"), hard="losses of 1e-20 and 1e20")
    family.add("curriculum", "plain-0", curriculum, {"progress": 0.5}, {
        "losses": uniform(rng, 0, 5, 8), "difficulty": [k / 8 for k in range(8)]}, by=("losses",))
    family.write("others.jsonl")


if __name__ == "__main__":
    main()
