"""Expected values of total-variation, ssim and dpo, straight from the formulas of their papers.

    python3 images_and_preferences.py > images_and_preferences.jsonl

Needs PyTorch (written with 1.13). Gradients are those of its automatic differentiation in float64. Inputs are rounded to float32, so that both
element types read the same numbers.
"""

import json

import torch

torch.set_default_dtype(torch.float64)
generator = torch.Generator().manual_seed(20260101)


def draw(*shape, scale=1.0, shift=0.0):
    numbers = torch.randn(*shape, generator=generator, dtype=torch.float64) * scale + shift
    return numbers.float().double()


def reduced(values, reduction):
    return {"mean": values.mean, "sum": values.sum, "none": lambda: values}[reduction]()


def emit(loss, number, options, inputs, differentiable, function, dtype="float64"):
    leaves = {name: value.clone().requires_grad_(name in differentiable) for name, value in inputs.items()}
    value = reduced(function(**leaves), options.get("reduction", "mean"))
    value.sum().backward()
    print(json.dumps({
        "id": f"{loss}-{number:03d}",
        "loss": loss,
        "dtype": dtype,
        "options": options,
        "inputs": {name.replace("_", "-"): value.tolist() for name, value in inputs.items()},
        "expect": {
            "value": value.tolist(),
            "gradients": {name.replace("_", "-"): leaves[name].grad.tolist() for name in differentiable},
        },
    }))


def total_variation(kind):
    """Rudin, Osher, Fatemi 1992: differences to the right and below, 0 at the border."""

    def evaluate(prediction):
        dx = torch.zeros_like(prediction)
        dy = torch.zeros_like(prediction)
        dx[..., :, :-1] = prediction[..., :, 1:] - prediction[..., :, :-1]
        dy[..., :-1, :] = prediction[..., 1:, :] - prediction[..., :-1, :]
        if kind == "anisotropic":
            cost = dx.abs() + dy.abs()
        elif kind == "squared":
            cost = dx**2 + dy**2
        else:
            square = dx**2 + dy**2
            flat = square == 0
            cost = torch.where(flat, torch.zeros_like(square), torch.where(flat, torch.ones_like(square), square).sqrt())
        return cost.sum((1, 2, 3))

    return evaluate


def ssim(data_range=1.0, window=11, sigma=1.5, k1=0.01, k2=0.03):
    """Wang et al. 2004, equations 13 to 17, with the Gaussian window of section III-C over the windows inside the image."""

    def evaluate(prediction, target):
        channels = prediction.shape[1]
        place = torch.arange(window) - (window - 1) / 2
        line = torch.exp(-(place**2) / (2 * sigma**2))
        weights = torch.outer(line, line)
        weights = (weights / weights.sum()).expand(channels, 1, window, window)

        def mean(image):
            return torch.nn.functional.conv2d(image, weights, groups=channels)

        c1, c2 = (k1 * data_range) ** 2, (k2 * data_range) ** 2
        mx, my = mean(prediction), mean(target)
        vx, vy = mean(prediction**2) - mx**2, mean(target**2) - my**2
        vxy = mean(prediction * target) - mx * my
        likeness = ((2 * mx * my + c1) * (2 * vxy + c2)) / ((mx**2 + my**2 + c1) * (vx + vy + c2))
        return 1 - likeness.mean((1, 2, 3))

    return evaluate


def dpo(beta=0.1, smoothing=0.0, kind="sigmoid"):
    """Rafailov et al. 2023, equation 7; with label smoothing (conservative DPO); SLiC's hinge; Azar et al. 2024, equation 17."""

    def evaluate(policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        margin = (policy_chosen - policy_rejected) - (reference_chosen - reference_rejected)
        if kind == "hinge":
            return torch.relu(1 - beta * margin)
        if kind == "ipo":
            return (margin - 1 / (2 * beta)) ** 2
        log_sigmoid = torch.nn.functional.logsigmoid
        return -(1 - smoothing) * log_sigmoid(beta * margin) - smoothing * log_sigmoid(-beta * margin)

    return evaluate


number = 0
for kind in ("anisotropic", "isotropic", "squared"):
    for shape, reduction, dtype in (((2, 2, 4, 5), "mean", "float64"), ((3, 1, 6, 17), "none", "float64"), ((1, 3, 9, 20), "sum", "float32")):
        options = {"kind": kind, "reduction": reduction}
        emit("total-variation", number, options, {"prediction": draw(*shape)}, ["prediction"], total_variation(kind), dtype)
        number += 1

number = 0
for shape, options, arguments, dtype in (
    ((2, 1, 12, 13), {}, {}, "float64"),
    ((1, 3, 11, 11), {"reduction": "sum"}, {}, "float64"),
    ((3, 2, 14, 12), {"reduction": "none"}, {}, "float64"),
    ((2, 2, 8, 9), {"window": 3, "sigma": 0.75}, {"window": 3, "sigma": 0.75}, "float64"),
    ((2, 1, 7, 9), {"window": 5, "data-range": 4, "k1": 0.05, "k2": 0.1}, {"window": 5, "data_range": 4.0, "k1": 0.05, "k2": 0.1}, "float64"),
    ((2, 2, 13, 12), {}, {}, "float32"),
):
    inputs = {"prediction": draw(*shape, scale=0.2, shift=0.5), "target": draw(*shape, scale=0.2, shift=0.5)}
    emit("ssim", number, options, inputs, ["prediction"], ssim(**arguments), dtype)
    number += 1

number = 0
for count, options, arguments, dtype in (
    (5, {}, {}, "float64"),
    (4, {"reduction": "none", "beta": 0.5}, {"beta": 0.5}, "float64"),
    (7, {"label-smoothing": 0.1, "reduction": "sum"}, {"smoothing": 0.1}, "float64"),
    (6, {"kind": "hinge"}, {"kind": "hinge"}, "float64"),
    (6, {"kind": "ipo", "reduction": "none"}, {"kind": "ipo"}, "float64"),
    (6, {"beta": 0.3}, {"beta": 0.3}, "float32"),
    (3, {"kind": "ipo", "beta": 0.25}, {"kind": "ipo", "beta": 0.25}, "float32"),
):
    names = ("policy_chosen", "policy_rejected", "reference_chosen", "reference_rejected")
    inputs = {name: draw(count, scale=8.0, shift=-40.0) for name in names}
    emit("dpo", number, options, inputs, list(names[:2]), dpo(**arguments), dtype)
    number += 1
