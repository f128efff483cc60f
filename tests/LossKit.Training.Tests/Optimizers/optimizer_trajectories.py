"""Writes optimizer_trajectories.json: where PyTorch's optimizers take 19 parameters in 12 steps with given gradients.

Run with a Python that has torch (Debian: python3-torch, /usr/bin/python3). Start and gradients are exact in float32, so
that both sides begin from the same bits.
"""
import json
import pathlib

import torch

COUNT, STEPS = 19, 12
CASES = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "sgd-decay": lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.05),
    "sgd-momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.05),
    "sgd-nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.05),
    "adam": lambda p: torch.optim.Adam(p, lr=0.05),
    "adam-decay": lambda p: torch.optim.Adam(p, lr=0.05, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.1),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.05),
    "adamw-decay": lambda p: torch.optim.AdamW(p, lr=0.05, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.3),
}


def run(make):
    parameter = torch.nn.Parameter(torch.tensor([(i % 7 - 3) / 4 for i in range(COUNT)]))
    optimizer = make([parameter])
    after = []
    for step in range(STEPS):
        parameter.grad = torch.tensor([((7 * step + 3 * i) % 11 - 5) / 4 for i in range(COUNT)])
        optimizer.step()
        after.append(parameter.detach().tolist())
    return after


def main():
    result = {"torch": torch.__version__, "cases": {name: run(make) for name, make in CASES.items()}}
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(result) + "\n", encoding="utf-8")


main()
