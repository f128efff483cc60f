"""Losses of sequences, generative models, images, preferences and several tasks in PyTorch: its own where it has them, else what people write."""
import torch
import torch.nn.functional as F


def ctc(i, o):
    return F.ctc_loss(torch.log_softmax(i["logits"], 2), i["targets"], i["input-lengths"], i["target-lengths"], o.get("blank", 0), reduction="none")


def gan_discriminator(i, o):
    real, fake = i["real"], i["fake"]
    return {
        "standard": lambda: F.binary_cross_entropy_with_logits(real, torch.ones_like(real)) + F.binary_cross_entropy_with_logits(fake, torch.zeros_like(fake)),
        "least-squares": lambda: (F.mse_loss(real, torch.ones_like(real)) + F.mse_loss(fake, torch.zeros_like(fake))) / 2,
        "hinge": lambda: F.relu(1 - real).mean() + F.relu(1 + fake).mean(),
        "wasserstein": lambda: fake.mean() - real.mean(),
    }[o.get("kind", "standard")]()


def gan_generator(i, o):
    fake = i["fake"]
    return {
        "non-saturating": lambda: F.binary_cross_entropy_with_logits(fake, torch.ones_like(fake)),
        "minimax": lambda: -F.binary_cross_entropy_with_logits(fake, torch.zeros_like(fake)),
        "least-squares": lambda: F.mse_loss(fake, torch.ones_like(fake)) / 2,
        "hinge": lambda: -fake.mean(), "wasserstein": lambda: -fake.mean(),
    }[o.get("kind", "non-saturating")]()


def gaussian_kl(i, o):
    return -0.5 * torch.sum(1 + i["log-variance"] - i["mean"] ** 2 - torch.exp(i["log-variance"]))


def vae(i, o):
    function = {"bce": F.binary_cross_entropy, "bce-with-logits": F.binary_cross_entropy_with_logits, "mse": F.mse_loss}[o.get("reconstruction-loss", "bce")]
    return function(i["reconstruction"], i["target"], reduction="sum") + o.get("beta", 1) * gaussian_kl(i, o)


def total_variation(i, o):
    x = i["prediction"]
    dx, dy = F.pad(x[..., 1:] - x[..., :-1], (0, 1)), F.pad(x[..., 1:, :] - x[..., :-1, :], (0, 0, 0, 1))
    kinds = {"anisotropic": lambda: dx.abs() + dy.abs(), "isotropic": lambda: torch.sqrt(dx ** 2 + dy ** 2), "squared": lambda: dx ** 2 + dy ** 2}
    return kinds[o.get("kind", "anisotropic")]().sum((1, 2, 3))


def ssim(i, o):
    x, y, size, sigma = i["prediction"], i["target"], o.get("window", 11), o.get("sigma", 1.5)
    g = torch.exp(-((torch.arange(size, dtype=x.dtype) - size // 2) ** 2) / (2 * sigma ** 2))
    kernel = ((g / g.sum())[:, None] * (g / g.sum())[None, :])[None, None]
    blur = lambda image: F.conv2d(image, kernel)
    c1, c2 = 0.01 ** 2, 0.03 ** 2
    mx, my = blur(x), blur(y)
    vx, vy, covariance = blur(x * x) - mx ** 2, blur(y * y) - my ** 2, blur(x * y) - mx * my
    score = (2 * mx * my + c1) * (2 * covariance + c2) / ((mx ** 2 + my ** 2 + c1) * (vx + vy + c2))
    return 1 - score.mean((1, 2, 3))


def dpo(i, o):
    beta, smoothing, kind = o.get("beta", 0.1), o.get("label-smoothing", 0), o.get("kind", "sigmoid")
    h = (i["policy-chosen"] - i["policy-rejected"]) - (i["reference-chosen"] - i["reference-rejected"])
    if kind == "sigmoid":
        return -F.logsigmoid(beta * h) * (1 - smoothing) - F.logsigmoid(-beta * h) * smoothing
    return F.relu(1 - beta * h) if kind == "hinge" else (h - 1 / (2 * beta)) ** 2


def curriculum(i, o):
    kept = (i["difficulty"] <= o.get("progress", 1)).to(i["losses"].dtype)
    return (kept / (kept.sum() + 1e-6) * len(kept) * i["losses"]).sum()


LOSSES = {
    "ctc": ctc, "gan-discriminator": gan_discriminator, "gan-generator": gan_generator, "gaussian-kl": gaussian_kl, "vae": vae,
    "total-variation": total_variation, "ssim": ssim, "dpo": dpo, "curriculum": curriculum,
    "uncertainty-weighting": lambda i, o: (torch.exp(-i["log-variances"]) * i["losses"] + i["log-variances"]).sum(),
}
