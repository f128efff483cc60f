#!/usr/bin/env python3
"""Writes regions.jsonl: cases of generalized-dice and lovasz, and of the options that LossKit adds to the other region losses.

Values are those of the formulas of the papers in float64, gradients those of PyTorch's automatic differentiation; nothing of LossKit is used.

    generalized-dice  Sudre et al. 2017, equation 1, with w = 1/(sum of the targets)^2
    lovasz            Berman et al. 2018: the Lovasz extension, equation 8, taken as it is defined: differences of the Jaccard loss of growing sets of
                      errors, each evaluated as a set function
    ignore-index      positions with that index are cut out before anything else

Run it in this folder: python3 regions.py > regions.jsonl
"""
import json

import torch

torch.set_default_dtype(torch.float64)
generator = torch.Generator().manual_seed(20180601)


def draw(shape, spread=2.0):
    """Logits with six decimals, so that the text holds them exactly."""
    return (torch.randn(shape, generator=generator) * spread * 1e6).round() / 1e6


def classes(shape, count, absent=()):
    allowed = torch.tensor([c for c in range(count) if c not in absent])
    return allowed[torch.randint(len(allowed), shape, generator=generator)]


def one_hot(index, count):
    return torch.movedim(torch.nn.functional.one_hot(index.clamp(min=0), count), -1, 1).double()


def activate(z, activation):
    return {"none": lambda: z, "sigmoid": lambda: torch.sigmoid(z), "softmax": lambda: torch.softmax(z, 1)}[activation]()


def kept_positions(index, ignore, prediction):
    """1 where a position counts, in the shape of the predictions."""
    keep = torch.ones_like(index, dtype=torch.float64) if ignore is None else (index != ignore).double()
    return keep.unsqueeze(1).expand_as(prediction)


def flat(x):
    """[N, C, positions]"""
    return x.reshape(x.shape[0], x.shape[1], -1)


def generalized_dice(p, t, smooth, scope, absent):
    p, t = flat(p), flat(t)
    if scope == "all":
        p, t = torch.movedim(p, 0, 1).reshape(1, p.shape[1], -1), torch.movedim(t, 0, 1).reshape(1, t.shape[1], -1)
    results = []
    for sample in range(p.shape[0]):
        size = t[sample].sum(-1)
        if size.max() == 0:
            results.append(p[sample].sum() * 0)
            continue
        weight = torch.where(size > 0, 1 / size.clamp(min=1e-300) ** 2, torch.zeros(()))
        if absent == "largest":
            weight = torch.where(size > 0, weight, weight.max())
        shared = (weight * (p[sample] * t[sample]).sum(-1)).sum()
        both = (weight * (p[sample] + t[sample]).sum(-1)).sum()
        results.append(1 - (2 * shared + smooth) / (both + smooth))
    return torch.stack(results)


def jaccard_of_set(positives, wrong):
    """The Jaccard loss of a prediction that is wrong exactly on a set: |wrong| / |positives or wrong|."""
    union = (positives | wrong).sum().item()
    return wrong.sum().item() / union if union > 0 else 0.0


def lovasz_extension(errors, positives):
    order = sorted(range(len(errors)), key=lambda i: (-errors[i].item(), i))
    wrong = torch.zeros(len(errors), dtype=torch.bool)
    value, before = errors.sum() * 0, 0.0
    for i in order:
        wrong[i] = True
        now = jaccard_of_set(positives, wrong)
        value = value + errors[i] * (now - before)
        before = now
    return value


def lovasz(z, t, keep, mode, which, scope):
    p = flat(torch.softmax(z, 1) if mode == "softmax" else z)
    t, keep = flat(t), flat(keep)
    groups = [slice(0, None)] if scope == "all" else [slice(n, n + 1) for n in range(z.shape[0])]
    results = []
    for group in groups:
        losses = []
        for c in range(z.shape[1]):
            counts = keep[group, c].reshape(-1) > 0
            positives = t[group, c].reshape(-1)[counts] > 0
            values = p[group, c].reshape(-1)[counts]
            if mode == "softmax" and which == "present" and not positives.any():
                continue
            errors = (positives.double() - values).abs() if mode == "softmax" else torch.relu(1 - values * (2 * positives.double() - 1))
            losses.append(lovasz_extension(errors, positives))
        results.append(torch.stack(losses).mean() if losses else z.sum() * 0)
    return torch.stack(results)


def overlap(p, t, keep, alpha, beta, smooth, scope):
    p, t, keep = flat(p), flat(t), flat(keep)
    axes = {"all": (0, 1, 2), "class": (0, 2), "sample-class": (2,)}[scope]
    shared = (p * t * keep).sum(axes)
    above = (p * (1 - t) * keep).sum(axes)
    below = ((1 - p) * t * keep).sum(axes)
    return 1 - (shared + smooth) / (shared + alpha * above + beta * below + smooth)


def write(identity, loss, options, z, target, results, reduction="mean", dtype="float64"):
    value = {"mean": results.mean, "sum": results.sum, "none": lambda: results}[reduction]()
    value.sum().backward()
    print(json.dumps({
        "id": identity,
        "loss": loss,
        "dtype": dtype,
        "options": {**options, "reduction": reduction},
        "inputs": {"prediction": z.tolist(), "target": target.tolist()},
        "expect": {"value": value.tolist(), "gradients": {"prediction": z.grad.tolist()}},
    }))


def leaf(tensor, dtype="float64"):
    # A float32 case is that of the numbers that a float32 holds.
    return (tensor.float().double() if dtype == "float32" else tensor).clone().requires_grad_()


def generalized_dice_cases():
    number = 0
    for shape, activation, smooth, scope, absent, missing, reduction, dtype in [
        ((2, 3, 7), "softmax", 0.0, "all", "largest", (), "mean", "float64"),
        ((2, 3, 7), "softmax", 0.0, "sample", "largest", (1,), "none", "float64"),
        ((2, 3, 7), "softmax", 1e-5, "sample", "zero", (1,), "sum", "float64"),
        ((3, 4, 2, 3), "sigmoid", 1e-5, "sample", "largest", (0, 3), "mean", "float64"),
        ((2, 2, 3, 3), "softmax", 0.0, "all", "largest", (), "mean", "float32"),
        ((4, 5), "softmax", 0.5, "all", "zero", (2,), "mean", "float64"),
        ((1, 1, 6), "sigmoid", 0.0, "all", "largest", (), "mean", "float64"),
    ]:
        z = leaf(draw(shape), dtype)
        index = classes((shape[0], *shape[2:]), shape[1], missing)
        results = generalized_dice(activate(z, activation), one_hot(index, shape[1]), smooth, scope, absent)
        options = {"activation": activation, "smooth": smooth, "scope": scope, "absent-weight": absent}
        write(f"generalized-dice-{number:03}", "generalized-dice", options, z, index, results, reduction, dtype)
        number += 1
    # Soft targets and probabilities in the same shape, one class nowhere.
    for absent in ("largest", "zero"):
        p = leaf((torch.rand((2, 3, 4), generator=generator) * 1e6).round() / 1e6)
        t = (torch.rand((2, 3, 4), generator=generator) * 1e6).round() / 1e6
        t[:, 2] = 0
        write(f"generalized-dice-{number:03}", "generalized-dice", {"scope": "sample", "absent-weight": absent}, p, t,
              generalized_dice(p, t, 0.0, "sample", absent), "none")
        number += 1


def lovasz_cases():
    number = 0
    for shape, mode, which, scope, missing, ignore, reduction, dtype in [
        ((2, 3, 5), "softmax", "present", "all", (), None, "mean", "float64"),
        ((2, 3, 5), "softmax", "present", "sample", (1,), None, "none", "float64"),
        ((2, 3, 5), "softmax", "all", "sample", (1,), None, "mean", "float64"),
        ((3, 4, 2, 3), "softmax", "all", "all", (0,), None, "mean", "float64"),
        ((2, 2, 3, 3), "softmax", "present", "all", (), None, "mean", "float32"),
        ((2, 3, 5), "softmax", "present", "all", (), 1, "mean", "float64"),
        ((2, 2, 4), "binary", "present", "all", (), None, "mean", "float64"),
        ((3, 2, 4), "binary", "present", "sample", (), None, "none", "float64"),
        ((3, 1, 2, 3), "binary", "all", "sample", (), None, "mean", "float64"),
        ((2, 3, 4), "binary", "all", "all", (2,), None, "sum", "float32"),
    ]:
        z = leaf(draw(shape), dtype)
        index = classes((shape[0], *shape[2:]), shape[1], missing)
        keep = kept_positions(index, ignore, z)
        results = lovasz(z, one_hot(index, shape[1]), keep, mode, which, scope)
        options = {"mode": mode, "classes": which, "scope": scope}
        if ignore is not None:
            options["ignore-index"] = ignore
        write(f"lovasz-{number:03}", "lovasz", options, z, index, results, reduction, dtype)
        number += 1
    # Overlapping classes, one of them nowhere, in the shape of the predictions.
    z = leaf(draw((2, 3, 4)))
    t = torch.randint(2, (2, 3, 4), generator=generator).double()
    t[:, 1] = 0
    write(f"lovasz-{number:03}", "lovasz", {"mode": "binary", "scope": "sample"}, z, t,
          lovasz(z, t, torch.ones_like(t), "binary", "all", "sample"), "none")


def ignore_cases():
    cuts = [("dice", 0.5, 0.5, 0.5), ("jaccard", 1.0, 1.0, 1.0), ("tversky", 0.3, 0.7, 1.0), ("focal-tversky", 0.3, 0.7, 1.0)]
    for number, ((loss, alpha, beta, half), scope) in enumerate(zip(cuts, ["class", "sample-class", "all", "class"])):
        z = leaf(draw((2, 3, 6)))
        index = classes((2, 6), 3)
        index[0, 1] = index[1, 4] = -100
        smooth = 0.25
        results = overlap(activate(z, "softmax"), one_hot(index, 3), kept_positions(index, -100, z), alpha, beta, half * smooth, scope)
        options = {"activation": "softmax", "smooth": smooth, "scope": scope, "ignore-index": -100}
        if "tversky" in loss:
            options |= {"alpha": alpha, "beta": beta}
        if loss == "focal-tversky":
            options["gamma"] = 0.75
            results = results ** 0.75
        write(f"{loss}-ignored-{number:03}", loss, options, z, index, results)
    z = leaf(draw((2, 3, 6)))
    index = classes((2, 6), 3)
    index[0, 0] = index[1, 5] = 255
    keep = kept_positions(index, 255, z)
    p = torch.softmax(z, 1)
    picked = -torch.log((p * one_hot(index.where(index != 255, torch.zeros((), dtype=torch.long)), 3)).sum(1))[keep[:, 0] > 0]
    dice = overlap(p, one_hot(index.where(index != 255, torch.zeros((), dtype=torch.long)), 3), keep, 0.5, 0.5, 0.5, "class").mean()
    write("cross-entropy-dice-ignored-004", "cross-entropy-dice", {"ce-weight": 0.75, "dice-weight": 0.5, "ignore-index": 255}, z, index,
          0.75 * picked.mean() + 0.5 * dice)


generalized_dice_cases()
lovasz_cases()
ignore_cases()
