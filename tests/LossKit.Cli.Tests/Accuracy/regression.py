"""Writes regression.jsonl. Formulas are those of docs/eval.md."""
from mpmath import inf, log as number_log, loggamma, mpf, pi

from cases import Family, Outcome, draws, elementwise, normal, uniform
from exact import Number, absolute, exp, log, log1p, log_cosh, number, ramp, sqrt, total

RESULT = ("result",) * 3


def mse(p, t, o):
    return (p - t) ** 2


def mae(p, t, o):
    return absolute(p - t)


def huber(p, t, o):
    e, delta = p - t, mpf(o.get("delta", 1))
    return e ** 2 * mpf(0.5) if abs(e.value) <= delta else (absolute(e) - delta / 2) * delta


def smooth_l1(p, t, o):
    e, beta = p - t, mpf(o.get("beta", 1))
    return e ** 2 / (2 * beta) if abs(e.value) < beta else absolute(e) - beta / 2


def log_cosh_error(p, t, o):
    return log_cosh(p - t)


def quantile(p, t, o):
    d, q = t - p, mpf(o.get("quantile", 0.5))
    return d * (q if d.value > 0 else q - 1 if d.value < 0 else 0)


def asymmetric_mse(p, t, o):
    e = p - t
    return e ** 2 * mpf(o.get("over-penalty", 2) if e.value > 0 else o.get("under-penalty", 1))


def msle(p, t, o):
    return (log1p(p) - log1p(t)) ** 2


def mape(p, t, o):
    return absolute(p - t) / max(abs(t.value), mpf(o.get("epsilon", 1e-8)))


def general_robust(p, t, o):
    alpha = mpf(float(o.get("alpha", 1)))
    x2 = ((p - t) / mpf(o.get("scale", 1))) ** 2
    if alpha == 2:
        return x2 * mpf(0.5)
    if alpha == 0:
        return log1p(x2 * mpf(0.5))
    if alpha == -inf:
        return 1 - exp(-x2 * mpf(0.5))
    if alpha == inf:
        return exp(x2 * mpf(0.5)) - 1
    b = abs(alpha - 2)
    return ((x2 / b + 1) ** (alpha / 2) - 1) * (b / alpha)


def charbonnier(p, t, o):
    return sqrt((p - t) ** 2 + mpf(o.get("epsilon", 1e-3)) ** 2)


def expectile(p, t, o):
    e, tau = p - t, mpf(o.get("expectile", 0.5))
    return e ** 2 * (tau if e.value < 0 else 1 - tau)


def epsilon_insensitive(p, t, o):
    return ramp(absolute(p - t) - mpf(o.get("epsilon", 0.1))) ** o.get("power", 1)


def poisson_nll(p, t, o):
    y = t.value
    terms = [exp(p), -t * p] if o.get("log-input", True) else [p, -t * log(p + mpf(o.get("epsilon", 1e-8)))]
    if o.get("full") and y > 1:
        terms += [y * number_log(y), -y, number_log(2 * pi * y) / 2]
    return terms


def mean_of(p, o):
    """The mean and its logarithm."""
    if o.get("log-input", True):
        return exp(p), p
    mu = p + mpf(o.get("epsilon", 1e-8))
    return mu, log(mu)


def tweedie(p, t, o):
    power, (mu, _) = mpf(o.get("power", 1.5)), mean_of(p, o)
    return [t * mu ** (1 - power) / (power - 1), mu ** (2 - power) / (2 - power)]


def gamma_nll(p, t, o):
    k, (mu, log_mu) = mpf(o.get("shape", 1)), mean_of(p, o)
    terms = [log_mu * k, t * k / mu]
    if o.get("full"):
        terms += [loggamma(k), -k * number_log(k), (1 - k) * number_log(t.value)]
    return terms


def negative_binomial_nll(p, t, o):
    a, y, (mu, log_mu) = mpf(o.get("dispersion", 1)), t.value, mean_of(p, o)
    terms = [log1p(mu * a) * (y + 1 / a), -t * log_mu]
    if o.get("full"):
        # What is independent of the prediction is one number, computed once.
        terms.append(loggamma(y + 1) + loggamma(1 / a) - loggamma(y + 1 / a) - y * number_log(a))
    return terms


def student_t_nll(p, t, o):
    nu, s = mpf(o.get("degrees-of-freedom", 4)), mpf(o.get("scale", 1))
    x2 = ((p - t) / s) ** 2
    terms = [x2 * mpf(0.5) if nu == inf else log1p(x2 / nu) * ((nu + 1) / 2)]
    if o.get("full"):
        terms += [number_log(s), number_log(nu * pi) / 2, loggamma(nu / 2) - loggamma((nu + 1) / 2)]
    return terms


def rmse(inputs, options):
    squares = [(p - number(t)) ** 2 for p, t in zip(inputs["prediction"], inputs["target"])]
    return Outcome([sqrt(total(squares) / len(squares))])


def quantiles(inputs, options):
    singles = []
    for row, t in zip(inputs["prediction"], inputs["target"]):
        singles.append([quantile(p, number(t), {"quantile": q}) / len(row) for p, q in zip(row, options["quantiles"])])
    return Outcome(singles)


def gaussian_nll(inputs, options):
    singles = []
    for p, t, v in zip(inputs["prediction"], inputs["target"], inputs["variance"]):
        # Where it is clamped, the gradient is that at the floor.
        v = Number(max(v.value, mpf(options.get("epsilon", 1e-6))), v.slopes)
        terms = [log(v) * mpf(0.5), (p - number(t)) ** 2 / v * mpf(0.5)]
        singles.append(terms + [number_log(2 * pi) / 2] if options.get("full") else terms)
    return Outcome(singles)


ERRORS = [sign * size for size in (1e-30, 1e-15, 1e-8, 1e-4, 0.03, 3.0, 1e4, 1e15) for sign in (1, -1)]
HUGE = [1e30, -1e30, 1e18, -1e18]
SINGLE, DOUBLE = ("float32",), ("float64",)


def main():
    family = Family()

    def errors(loss, function, *options, hard=ERRORS, what="errors of 1e-30 to 1e15", measure=RESULT):
        """Ordinary errors and hard ones under each set of options."""
        for number_of, o in enumerate(options):
            rng = draws(f"{loss} {number_of}")
            o = {**o, "reduction": "none"}
            inputs = {"prediction": normal(rng, 16, size=2), "target": normal(rng, 16, size=2)}
            family.add(loss, f"plain-{number_of}", elementwise(function), o, inputs, hessian=True, measure=measure)
            inputs = {"prediction": hard, "target": [0.0] * len(hard)}
            family.add(loss, f"hard-{number_of}", elementwise(function), o, inputs, hessian=True, hard=what, measure=measure)

    errors("mse", mse, {})
    errors("mae", mae, {}, hard=ERRORS + HUGE, what="errors of 1e-30 to 1e30")
    errors("huber", huber, {}, {"delta": 0.25}, hard=ERRORS + HUGE + [1.0, -1.0, 1.0000001], what="errors of 1e-30 to 1e30, and at the kink")
    errors("smooth-l1", smooth_l1, {}, {"beta": 0.25}, hard=ERRORS + HUGE + [1.0, -1.0, 1.0000001], what="errors of 1e-30 to 1e30, and at the kink")
    errors("log-cosh", log_cosh_error, {}, hard=ERRORS + HUGE + [20.0, -40.0, 90.0, 400.0, 0.4, -0.7], what="errors near 0 and up to 1e30")
    errors("quantile", quantile, {}, {"quantile": 0.875}, hard=ERRORS + HUGE, what="errors of 1e-30 to 1e30")
    errors("asymmetric-mse", asymmetric_mse, {}, {"over-penalty": 0.5, "under-penalty": 3.0})
    errors("charbonnier", charbonnier, {}, {"epsilon": 0.5}, hard=ERRORS + HUGE, what="errors of 1e-30 to 1e30")
    errors("expectile", expectile, {"expectile": 0.75}, {"expectile": 0.0625})
    errors("epsilon-insensitive", epsilon_insensitive, {"epsilon": 0.125}, {"epsilon": 0.25, "power": 2}, hard=ERRORS + [0.2500001, 0.1250001],
           what="errors of 1e-30 to 1e15, and just outside the tube")
    errors("student-t-nll", student_t_nll, {}, {"degrees-of-freedom": 1.0}, {"degrees-of-freedom": 2.5, "scale": 0.5, "full": True},
           {"degrees-of-freedom": 1e20}, hard=ERRORS + HUGE, what="errors of 1e-30 to 1e30", measure=("terms", "terms", "rules"))
    alphas = [{"alpha": a} for a in (1.0, 0.0, 2.0, -2.0, 0.5, 3.0, 1e-9, -1e-4, 1.999999999, 2.0001)]
    errors("general-robust", general_robust, *alphas, {"alpha": "-Infinity", "scale": 2.0}, what="errors of 1e-30 to 1e15, shapes near 0 and 2",
           measure=("result", "result", "rules"))
    rng = draws("general-robust infinity")
    family.add("general-robust", "plain-infinity", elementwise(general_robust), {"alpha": "Infinity", "scale": 2.0, "reduction": "none"},
               {"prediction": normal(rng, 16), "target": normal(rng, 16)}, hessian=True, measure=RESULT)
    rng = draws("quantiles")
    family.add("quantile", "quantiles", quantiles, {"quantiles": [0.125, 0.5, 0.75], "reduction": "none"},
               {"prediction": normal(rng, 5, 3), "target": normal(rng, 5)}, hessian=True)
    rng = draws("rmse")
    family.add("rmse", "plain-0", rmse, {}, {"prediction": normal(rng, 16), "target": normal(rng, 16)}, measure=RESULT)
    for size in (1e30, 1e-30, 1e200, 1e-200):
        family.add("rmse", f"hard-{size:g}", rmse, {}, {"prediction": [3 * size, -4 * size], "target": [0.0, 0.0]}, measure=RESULT,
                   hard="errors whose squares overflow or vanish", dtypes=("float64", "float32") if 1e-40 < size < 1e40 else DOUBLE)

    none = {"reduction": "none"}
    rng = draws("msle")
    family.add("msle", "plain-0", elementwise(msle), none, {"prediction": uniform(rng, -0.5, 9, 16), "target": uniform(rng, 0, 9, 16)},
               hessian=True, measure=("result", "result", "rules"))
    family.add("msle", "hard-0", elementwise(msle), none, {
        "prediction": [1e-30, 1e-9, 1e30, -0.9999999, 3.000001, 1e6, 1.0000001e-9, 0.0, -0.5],
        "target": [0.0, 0.0, 1.0, 0.0, 3.0, 1000001.0, 1e-9, 1e-12, -0.500001]}, hessian=True, measure=("result", "result", "rules"),
        hard="values near 0, -1, 1e30 and each other")
    rng = draws("mape")
    family.add("mape", "plain-0", elementwise(mape), none, {"prediction": normal(rng, 16, size=3), "target": normal(rng, 16, size=3)},
               hessian=True, measure=RESULT)
    family.add("mape", "hard-0", elementwise(mape), none, {"prediction": [1e-20, 1.0, 1e30, 5.000001, 0.0], "target": [0.0, 1e-12, 1e-3, 5.0, 1e30]},
               hessian=True, measure=RESULT, hard="targets near 0")

    counts = [0.0, 1.0, 2.0, 5.0, 13.0, 40.0, 0.0, 3.0]
    scores = [-30.0, -30.0, 3.0, 40.0, 0.0, -5.0, 30.0, 1e-9]
    means = [1e-20, 1e-6, 1e6, 1e20, 5.0, 1e-3, 3.0, 40.0]

    def likelihood(loss, function, *options, target=None):
        """Under a log link and directly; targets are counts unless they are given."""
        for number_of, o in enumerate(options):
            rng = draws(f"{loss} {number_of}")
            o = {**o, "reduction": "none"}
            direct = not o.get("log-input", True)
            prediction = uniform(rng, 0.1, 9, 16) if direct else normal(rng, 16, size=1.5)
            drawn = [float(rng.choice(target or [0, 0, 1, 1, 2, 3, 5, 8, 13, 40])) for _ in range(16)]
            family.add(loss, f"plain-{number_of}", elementwise(function), o, {"prediction": prediction, "target": drawn}, hessian=True)
            goals = target and (target * 8)[:8] or counts
            family.add(loss, f"hard-{number_of}", elementwise(function), o, {"prediction": means if direct else scores, "target": goals}, hessian=True,
                       hard="means of 1e-20 to 1e20" if direct else "logarithms of means from -30 to 40")

    likelihood("poisson-nll", poisson_nll, {}, {"full": True}, {"log-input": False})
    family.add("poisson-nll", "near-one", elementwise(poisson_nll), {"log-input": False, **none}, {
        "prediction": [0.97, 1.03, 1.0000001, 0.999, 1.0], "target": [40.0, 40.0, 13.0, 100.0, 1e4]}, hessian=True, hard="large counts at rates near 1")
    likelihood("tweedie", tweedie, {}, {"power": 1.25}, {"log-input": False, "power": 1.875})
    amounts = [0.03, 0.5, 1.0, 2.5, 7.0, 40.0]
    likelihood("gamma-nll", gamma_nll, {}, {"shape": 2.5, "full": True}, {"log-input": False, "shape": 0.25}, target=amounts)
    likelihood("negative-binomial-nll", negative_binomial_nll, {}, {"dispersion": 0.125, "full": True}, {"dispersion": 1e-8}, {"log-input": False})

    for number_of, o in enumerate(({}, {"full": True})):
        rng = draws(f"gaussian-nll {number_of}")
        family.add("gaussian-nll", f"plain-{number_of}", gaussian_nll, {**o, "reduction": "none"}, {
            "prediction": normal(rng, 12), "target": normal(rng, 12), "variance": uniform(rng, 0.05, 4, 12)}, by=("prediction", "variance"))
    family.add("gaussian-nll", "hard-0", gaussian_nll, none, {
        "prediction": [1.0, 1e-3, 1e10, 0.0, 3.0], "target": [0.5, 0.0, 0.0, 0.0, 3.0000002], "variance": [0.0, 1e-7, 1e15, 1e20, 1e-6]},
        by=("prediction", "variance"), hard="variances at the floor, and of 1e20")
    family.add("gaussian-nll", "hard-1", gaussian_nll, {"epsilon": 1e-320, "reduction": "none"}, {
        "prediction": [1e-160, 1e-155, 1e-150, 0.0], "target": [0.0, 0.0, 0.0, 0.0], "variance": [1e-310, 4e-311, 3e-309, 1e-315]},
        by=("prediction", "variance"), hard="subnormal variances", dtypes=DOUBLE)
    family.add("gaussian-nll", "hard-2", gaussian_nll, {"epsilon": 1e-44, "reduction": "none"}, {
        "prediction": [1e-20, 1e-22, 3e-19, 0.0], "target": [0.0, 0.0, 0.0, 0.0], "variance": [1e-39, 4e-40, 3e-41, 1e-42]},
        by=("prediction", "variance"), hard="subnormal variances", dtypes=SINGLE)
    family.write("regression.jsonl")


if __name__ == "__main__":
    main()
