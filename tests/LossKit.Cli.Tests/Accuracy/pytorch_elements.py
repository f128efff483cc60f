"""Losses of elements and of class scores in PyTorch: its own where it has them, else what people write."""
import math

import torch
import torch.nn.functional as F

IGNORED = -100


def error(i):
    return i["prediction"] - i["target"]


def quantile(i, o):
    if "quantiles" in o:
        d = i["target"][:, None] - i["prediction"]
        q = torch.tensor(o["quantiles"], dtype=d.dtype)
        return torch.maximum((q - 1) * d, q * d).mean(1)
    d, q = -error(i), o.get("quantile", 0.5)
    return torch.maximum((q - 1) * d, q * d)


def general_robust(i, o):
    alpha = float(o.get("alpha", 1))
    x2 = (error(i) / o.get("scale", 1)) ** 2
    if alpha == 2:
        return x2 / 2
    if alpha == 0:
        return torch.log1p(x2 / 2)
    if math.isinf(alpha):
        return torch.expm1(x2 / 2) if alpha > 0 else -torch.expm1(-x2 / 2)
    b = abs(alpha - 2)
    return b / alpha * ((x2 / b + 1) ** (alpha / 2) - 1)


def log_cosh(i, o):
    e = error(i)
    return e + F.softplus(-2 * e) - math.log(2)


def asymmetric_mse(i, o):
    e = error(i)
    return torch.where(e > 0, o.get("over-penalty", 2), o.get("under-penalty", 1)) * e ** 2


def expectile(i, o):
    e, tau = error(i), o.get("expectile", 0.5)
    return torch.where(e < 0, tau, 1 - tau) * e ** 2


def mean_of(i, o):
    return torch.exp(i["prediction"]) if o.get("log-input", True) else i["prediction"] + o.get("epsilon", 1e-8)


def tweedie(i, o):
    mu, power = mean_of(i, o), o.get("power", 1.5)
    return i["target"] * mu ** (1 - power) / (power - 1) + mu ** (2 - power) / (2 - power)


def gamma_nll(i, o):
    mu, k, t = mean_of(i, o), o.get("shape", 1), i["target"]
    log_mu = i["prediction"] if o.get("log-input", True) else torch.log(mu)
    loss = k * (log_mu + t / mu)
    return loss + math.lgamma(k) - k * math.log(k) + (1 - k) * torch.log(t) if o.get("full") else loss


def negative_binomial_nll(i, o):
    mu, a, t = mean_of(i, o), o.get("dispersion", 1), i["target"]
    log_mu = i["prediction"] if o.get("log-input", True) else torch.log(mu)
    loss = (t + 1 / a) * torch.log1p(a * mu) - t * log_mu
    if o.get("full"):
        loss = loss + torch.lgamma(t + 1) + math.lgamma(1 / a) - torch.lgamma(t + 1 / a) - t * math.log(a)
    return loss


def student_t_nll(i, o):
    nu, s = o.get("degrees-of-freedom", 4), o.get("scale", 1)
    loss = (nu + 1) / 2 * torch.log1p((error(i) / s) ** 2 / nu)
    return loss + math.log(s) + math.log(nu * math.pi) / 2 + math.lgamma(nu / 2) - math.lgamma((nu + 1) / 2) if o.get("full") else loss


def poisson_nll(i, o):
    return F.poisson_nll_loss(i["prediction"], i["target"], o.get("log-input", True), o.get("full", False), eps=o.get("epsilon", 1e-8), reduction="none")


def gaussian_nll(i, o):
    return F.gaussian_nll_loss(i["prediction"], i["target"], i["variance"], o.get("full", False), o.get("epsilon", 1e-6), reduction="none")


def bce_with_logits(i, o):
    return F.binary_cross_entropy_with_logits(i["prediction"], i["target"], pos_weight=i.get("pos-weight"), reduction="none")


def sigmoid_focal(i, o):
    z, t, alpha = i["prediction"], i["target"], o.get("alpha", 0.25)
    p = torch.sigmoid(z)
    p_t = p * t + (1 - p) * (1 - t)
    loss = F.binary_cross_entropy_with_logits(z, t, reduction="none") * (1 - p_t) ** o.get("gamma", 2)
    return loss if alpha is None else loss * (alpha * t + (1 - alpha) * (1 - t))


def hinge(i, o):
    return F.relu(o.get("margin", 1) - i["target"] * i["prediction"])


def asymmetric_multi_label(i, o):
    p, t = torch.sigmoid(i["prediction"]), i["target"]
    kept = (1 - p + o.get("clip", 0.05)).clamp(max=1)
    loss = t * torch.log(p.clamp(min=1e-8)) * (1 - p) ** o.get("gamma-positive", 1)
    return -loss - (1 - t) * torch.log(kept.clamp(min=1e-8)) * (1 - kept) ** o.get("gamma-negative", 4)


def cross_entropy_of(z, target, o, weights=None, reduction="none"):
    smoothing = o.get("label-smoothing", 0.0)
    if o.get("smoothing-scope") == "others":
        log_p = torch.log_softmax(z, 1)
        d = torch.full_like(z, smoothing / (z.shape[1] - 1)).scatter(1, target[:, None], 1 - smoothing)
        loss = -(d * log_p).sum(1)
    else:
        loss = F.cross_entropy(z, target, weights, ignore_index=o.get("ignore-index", IGNORED), reduction=reduction, label_smoothing=smoothing)
    return loss + o["z-loss"] * torch.logsumexp(z, 1) ** 2 if "z-loss" in o else loss


def cross_entropy(i, o):
    return cross_entropy_of(i["prediction"], i["target"], o, i.get("class-weight"), o.get("reduction", "mean"))


def focal(i, o):
    surprise = F.cross_entropy(i["prediction"], i["target"], reduction="none")
    alpha = o.get("alpha", 0.25)
    return (1 if alpha is None else alpha) * (1 - torch.exp(-surprise)) ** o.get("gamma", 2) * surprise


def probability(i):
    return torch.softmax(i["prediction"], 1).gather(1, i["target"][:, None])[:, 0]


def generalized_cross_entropy(i, o):
    q, p = o.get("q", 0.7), probability(i)
    return -torch.log(p) if q == 0 else (1 - p ** q) / q


def poly1(i, o):
    return F.cross_entropy(i["prediction"], i["target"], reduction="none") + o.get("epsilon", 1) * (1 - probability(i))


def linear_cross_entropy(i, o):
    z = F.linear(i["hidden"], i["weights"], i.get("bias"))
    return cross_entropy_of(o["soft-cap"] * torch.tanh(z / o["soft-cap"]) if "soft-cap" in o else z, i["target"], o)


def kl_divergence(i, o):
    return F.kl_div(i["prediction"], i["target"], reduction="none", log_target=o.get("log-target", False))


def js_divergence(i, o):
    p, q = i["prediction"], i["target"]
    m = (p + q) / 2
    return (torch.xlogy(p, p / m) + torch.xlogy(q, q / m)) / 2


def distillation(i, o):
    temperature = o.get("temperature", 2)
    log_s = F.log_softmax(i["prediction"] / temperature, 1)
    return temperature ** 2 * F.kl_div(log_s, F.softmax(i["target"] / temperature, 1), reduction="none")


LOSSES = {
    "mse": lambda i, o: F.mse_loss(i["prediction"], i["target"], reduction="none"),
    "rmse": lambda i, o: torch.sqrt(F.mse_loss(i["prediction"], i["target"])),
    "mae": lambda i, o: F.l1_loss(i["prediction"], i["target"], reduction="none"),
    "huber": lambda i, o: F.huber_loss(i["prediction"], i["target"], reduction="none", delta=o.get("delta", 1)),
    "smooth-l1": lambda i, o: F.smooth_l1_loss(i["prediction"], i["target"], reduction="none", beta=o.get("beta", 1)),
    "log-cosh": log_cosh, "quantile": quantile, "asymmetric-mse": asymmetric_mse, "expectile": expectile, "general-robust": general_robust,
    "msle": lambda i, o: F.mse_loss(torch.log1p(i["prediction"]), torch.log1p(i["target"]), reduction="none"),
    "mape": lambda i, o: error(i).abs() / i["target"].abs().clamp(min=o.get("epsilon", 1e-8)),
    "charbonnier": lambda i, o: torch.sqrt(error(i) ** 2 + o.get("epsilon", 1e-3) ** 2),
    "epsilon-insensitive": lambda i, o: F.relu(error(i).abs() - o.get("epsilon", 0.1)) ** o.get("power", 1),
    "poisson-nll": poisson_nll, "gaussian-nll": gaussian_nll, "tweedie": tweedie, "gamma-nll": gamma_nll,
    "negative-binomial-nll": negative_binomial_nll, "student-t-nll": student_t_nll,
    "bce": lambda i, o: F.binary_cross_entropy(i["prediction"], i["target"], reduction="none"),
    "bce-with-logits": bce_with_logits, "sigmoid-focal": sigmoid_focal, "hinge": hinge,
    "squared-hinge": lambda i, o: hinge(i, o) ** 2,
    "soft-margin": lambda i, o: F.soft_margin_loss(i["prediction"], i["target"], reduction="none"),
    "asymmetric-multi-label": asymmetric_multi_label, "cross-entropy": cross_entropy, "focal": focal,
    "generalized-cross-entropy": generalized_cross_entropy, "poly1-cross-entropy": poly1,
    "multi-margin": lambda i, o: F.multi_margin_loss(i["prediction"], i["target"], o.get("p", 1), o.get("margin", 1), reduction="none"),
    "nll": lambda i, o: F.nll_loss(i["prediction"], i["target"], i.get("class-weight"), ignore_index=IGNORED),
    "multi-label-soft-margin": lambda i, o: F.multilabel_soft_margin_loss(i["prediction"], i["target"], reduction="none"),
    "linear-cross-entropy": linear_cross_entropy, "kl-divergence": kl_divergence, "js-divergence": js_divergence, "distillation": distillation,
}
