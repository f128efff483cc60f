"""Writes pytorch.jsonl: the largest errors of PyTorch on each case, measured as LossKit's are.

    python3 pytorch.py

Run it after the cases were written, with PyTorch 1.13 (the version stands in the first line) on one thread. Null is what PyTorch does not compute.
"""
import glob
import json
import math

import torch

import errors
import pytorch_elements
import pytorch_others
import pytorch_tensors

LOSSES = {**pytorch_elements.LOSSES, **pytorch_tensors.LOSSES, **pytorch_others.LOSSES}


def tensor(x, dtype):
    if isinstance(x, list) and x and isinstance(errors.flat(x)[0], int):
        return torch.tensor(x)
    numbers = torch.tensor(errors.flat(x), dtype=torch.float64).to(dtype)
    shape = []
    while isinstance(x, list):
        shape.append(len(x))
        x = x[0]
    return numbers.reshape(shape)


def answer(case):
    dtype = getattr(torch, case["dtype"])
    inputs = {name: tensor(array, dtype) for name, array in case["inputs"].items()}
    by = list(case["expect"]["gradients"])
    for name in by:
        inputs[name].requires_grad_()
    losses = LOSSES[case["loss"]](inputs, case["options"])
    curved = "hessian" in case["expect"]
    slopes = torch.autograd.grad(losses.sum(), [inputs[name] for name in by], create_graph=curved)
    result = {"value": losses.detach().double().reshape(-1).tolist(), "gradients": {}}
    for name, slope in zip(by, slopes):
        result["gradients"][name] = slope.detach().double().reshape(-1).tolist()
    if curved:
        result["hessian"] = {name: diagonal(inputs[name], slope) for name, slope in zip(by, slopes)}
    return result


def diagonal(x, slope):
    if not slope.requires_grad:
        return [0.0] * x.numel()
    curvature = []
    for i, one in enumerate(slope.reshape(-1)):
        found, = torch.autograd.grad(one, x, retain_graph=True, allow_unused=True)
        curvature.append(0.0 if found is None else found.double().reshape(-1)[i].item())
    return curvature


def short(error):
    return "Infinity" if math.isinf(error) else float(f"{error:.4g}")


def main():
    torch.set_num_threads(1)
    lines = [{"version": torch.__version__}]
    for path in sorted(glob.glob("*.jsonl")):
        if path == "pytorch.jsonl":
            continue
        for case in errors.read(path):
            try:
                found = {part: short(error) for part, error in errors.case_errors(case, answer(case)).items()}
            except (RuntimeError, NotImplementedError):
                found = None
            lines.append({"id": case["id"], "errors": found})
    with open("pytorch.jsonl", "w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)


if __name__ == "__main__":
    main()
