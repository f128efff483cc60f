"""The PyTorch side of run.py: answers each line of input, a JSON request, with a line of output. Its one argument is the number of threads."""
import copy
import ctypes
import json
import pathlib
import re
import statistics
import sys
import time

import torch

import compositions

TYPES = {"f32": torch.float32, "i32": torch.int32}


def draw(how, shape, generator):
    """The numbers of an input, in the type they are written in."""
    kind, _, argument = how.partition(" ")
    if kind == "normal":
        return torch.randn(shape, generator=generator)
    if kind == "small":
        # What a layer's weights are at the beginning: its outputs are about as large as its inputs.
        return torch.randn(shape, generator=generator) / shape[-1] ** 0.5
    if kind == "bits":
        return torch.randint(2, shape, generator=generator).float()
    if kind == "signs":
        return 2 * torch.randint(2, shape, generator=generator).float() - 1
    if kind == "counts":
        return torch.poisson(torch.full(shape, 2.0), generator=generator)
    if kind == "distributions":
        return torch.softmax(torch.randn(shape, generator=generator), -1)
    if kind == "below":
        return torch.randint(int(argument), shape, generator=generator, dtype=torch.int32)
    if kind == "labels":
        # Every class but the blank.
        return torch.randint(1, int(argument), shape, generator=generator, dtype=torch.int32)
    if kind == "all":
        return torch.full(shape, int(argument), dtype=torch.int32)
    raise ValueError(f"There is no way to draw '{how}'.")


def write(path, tensor):
    tensor = tensor.contiguous()
    pathlib.Path(path).write_bytes(ctypes.string_at(tensor.data_ptr(), tensor.numel() * tensor.element_size()))


def read(entry):
    raw = bytearray(pathlib.Path(entry["file"]).read_bytes())
    return torch.frombuffer(raw, dtype=TYPES[entry["type"]]).reshape(entry["shape"])


def read_weights(path):
    raw = path.read_bytes()
    length = int.from_bytes(raw[:8], "little")
    data = raw[8 + length:]
    entries = json.loads(raw[8:8 + length])
    return {name: torch.frombuffer(bytearray(data[slice(*entry["data_offsets"])]), dtype=torch.float32).reshape(entry["shape"])
            for name, entry in entries.items() if name != "__metadata__"}


class Loss:
    """Value and gradients, as a training loop has them: gradients begin as None."""

    def __init__(self, request):
        self.function = getattr(compositions, request["theirs"])
        inputs = [read(entry) for entry in request["inputs"].values()]
        self.inputs = [x.long() if not x.is_floating_point() else x if name == "target" else x.requires_grad_()
                       for name, x in zip(request["inputs"], inputs)]
        self.leaves = [x for x in self.inputs if x.requires_grad]
        self.value = 0.0

    def once(self):
        for leaf in self.leaves:
            leaf.grad = None
        loss = self.function(*self.inputs)
        loss.backward()
        return loss

    def check(self):
        self.value = self.once().item()
        return self.value, [leaf.grad.double().abs().sum().item() for leaf in self.leaves]

    def run(self, calls):
        start = time.perf_counter()
        for _ in range(calls):
            self.once()
        return time.perf_counter() - start


class Product:
    """A product into memory that is there."""

    def __init__(self, request):
        left, right = (read(request["inputs"][name]) for name in ("left", "right"))
        self.left = left.t() if request["form"] == "left" else left
        self.right = right.t() if request["form"] == "right" else right
        self.result = torch.empty(self.left.shape[0], self.right.shape[1])
        self.value = 0.0

    def check(self):
        torch.mm(self.left, self.right, out=self.result)
        self.value = self.result[0, 0].item()
        return self.value, [self.result.double().abs().sum().item()]

    def run(self, calls):
        left, right, result = self.left, self.right, self.result
        start = time.perf_counter()
        for _ in range(calls):
            torch.mm(left, right, out=result)
        return time.perf_counter() - start


def fastest_adam(model):
    """The options of Adam that run fastest in this version of PyTorch; the plain one is a loop over the parameters in Python."""
    speeds = {}
    for options in ({}, {"foreach": True}, {"fused": True}):
        trial = copy.deepcopy(model)
        try:
            adam = torch.optim.Adam(trial.parameters(), lr=1e-3, **options)
            for parameter in trial.parameters():
                parameter.grad = torch.ones_like(parameter)
            for step in range(300):
                if step == 100:
                    start = time.process_time()
                adam.step()
            speeds[json.dumps(options)] = time.process_time() - start
        except (TypeError, RuntimeError):
            # This version has no such option, or not on this processor.
            continue
    return json.loads(min(speeds, key=speeds.get))


class Epoch:
    """The same training as Training.cs, as one writes it in PyTorch."""

    def __init__(self, request):
        folder, rows, features = pathlib.Path(request["folder"]), request["rows"], request["features"]
        self.batch = request["batch"]
        self.x = read({"file": folder / "features.f32", "type": "f32", "shape": (rows, features)})
        self.y = read({"file": folder / "targets.f32", "type": "f32", "shape": (rows, 1)})
        self.orders = read({"file": folder / "orders.i32", "type": "i32", "shape": (-1, rows)}).long()
        self.model = torch.nn.Sequential(
            torch.nn.Linear(features, 64), torch.nn.ReLU(), torch.nn.Linear(64, 64), torch.nn.ReLU(), torch.nn.Linear(64, 1))
        self.model.load_state_dict(read_weights(folder / "weights.safetensors"))
        self.adam = fastest_adam(self.model)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3, **self.adam)
        self.loss = torch.nn.MSELoss()
        self.number = 0
        self.value = 0.0

    def check(self):
        self.run(1)
        return self.value, []

    def run(self, calls):
        seconds = 0.0
        for _ in range(calls):
            order = self.orders[self.number % len(self.orders)]
            self.number += 1
            losses = []
            start = time.perf_counter()
            for batch in order.split(self.batch):
                self.optimizer.zero_grad(set_to_none=True)
                loss = self.loss(self.model(self.x[batch]), self.y[batch])
                loss.backward()
                self.optimizer.step()
                losses.append(loss.item())
            seconds += time.perf_counter() - start
            self.value = statistics.fmean(losses)
        return seconds


def resident(name):
    status = pathlib.Path("/proc/self/status").read_text()
    return 1024 * int(re.search(rf"^{name}:\s+(\d+)", status, re.MULTILINE)[1])


def check_with_peak(work):
    """Does the work once, and says how much memory that took at its peak beside inputs and gradients."""
    reset = pathlib.Path("/proc/self/clear_refs")
    before = 0
    if reset.exists():
        reset.write_text("5")
        before = resident("VmRSS")
    value, sums = work.check()
    gradients = sum(leaf.numel() * leaf.element_size() for leaf in getattr(work, "leaves", ()))
    return {"value": value, "sums": sums, "peak": resident("VmHWM") - before - gradients if reset.exists() else 0}


def blas_speed():
    """GFLOP/s of a product of two matrices of 512 rows and columns."""
    left, right = torch.randn(512, 512), torch.randn(512, 512)
    best = float("inf")
    for _ in range(20):
        start = time.perf_counter()
        left @ right
        best = min(best, time.perf_counter() - start)
    return 2 * 512 ** 3 / best / 1e9


def hello():
    capability = re.search(r"CPU capability usage: (\S+)", torch.__config__.show())
    blas = next((re.search(r"(lib(?:openblas|mkl|blas|blis)[^/]*)$", line)[1] for line in pathlib.Path("/proc/self/maps").read_text().splitlines()
                 if re.search(r"lib(?:openblas|mkl|blas|blis)[^/]*$", line)), "a BLAS of its own")
    return {"version": torch.__version__, "capability": capability[1] if capability else "unknown", "blas": blas, "speed": blas_speed(),
            "threads": torch.get_num_threads()}


def main():
    threads = int(sys.argv[1])
    torch.set_num_threads(threads)
    generator = torch.Generator().manual_seed(1)
    work = None
    for line in sys.stdin:
        request = json.loads(line)
        what = request["do"]
        if what == "hello":
            answer = hello()
        elif what == "draw":
            for entry in request["inputs"]:
                write(entry["file"], draw(entry["draw"], tuple(entry["shape"]), generator))
            answer = {}
        elif what == "orders":
            write(request["file"], torch.stack([torch.randperm(request["rows"], generator=generator) for _ in range(request["epochs"])]).int())
            answer = {}
        elif what == "run":
            used = time.process_time()
            seconds = work.run(request["calls"])
            answer = {"seconds": seconds, "processor": time.process_time() - used, "value": work.value}
        else:
            work = None
            work = {"loss": Loss, "product": Product, "epoch": Epoch}[what](request)
            answer = check_with_peak(work)
            if what == "epoch":
                answer["adam"] = work.adam
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
