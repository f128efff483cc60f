#!/usr/bin/env python3
"""Times an epoch of the same training in LossKit and in PyTorch, in turns, on one core.

    benchmarks/against-pytorch/run.py [--data diamonds.csv.gz --target price] [--python /usr/bin/python3]

Both sides read the same rows, begin with the same weights and see the same batches; the losses of the first epoch must agree,
so that both are known to do the same work. Model: 64, 64, relu; batches of 256; Adam, 0.001; mse. Without --data the rows are
made up in the size of ggplot2's diamonds: 53,940 rows, 26 features after one-hot.

Times are those of the processor, which other programs on a shared machine disturb less than those of the clock; both are
printed. PyTorch is only as fast as the BLAS it was linked to, so the speed of its matrix product is measured and printed too:
Debian's python3-torch with the reference BLAS runs at 2 GFLOP/s and is no opponent; give it OpenBLAS (apt install
libopenblas0-serial, or LD_LIBRARY_PATH to a folder that holds its libblas.so.3).
"""
import argparse
import copy
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
BATCH = 256
# Epochs before the clock counts: the runtime compiles the hot loops again after the first thousands of calls.
WARM = 6
# Below this, PyTorch has a BLAS without vector instructions, and the comparison says nothing.
SLOW_BLAS = 20
# How far the losses of the first epoch may be apart, relative: float sums in another order, over some 200 steps. Rounding grows from
# epoch to epoch, as it does between any two builds of one library, so later losses are reported and not judged.
AGREE = 1e-4


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="a .csv or .csv.gz; without it, rows are made up in the size of the diamonds")
    parser.add_argument("--target", default="price", help="the column to be predicted (default: price)")
    parser.add_argument("--epochs", type=int, default=21, help="timed epochs of each side (default: 21)")
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)), help="the core both run on")
    parser.add_argument("--python", help="another python, one with torch")
    return parser.parse_args()


def read_weights(path):
    import torch

    raw = path.read_bytes()
    length = int.from_bytes(raw[:8], "little")
    data = raw[8 + length:]
    entries = json.loads(raw[8:8 + length])
    return {name: torch.frombuffer(bytearray(data[slice(*entry["data_offsets"])]), dtype=torch.float32).reshape(entry["shape"])
            for name, entry in entries.items() if name != "__metadata__"}


def read(path, dtype, shape):
    import torch

    return torch.frombuffer(bytearray(path.read_bytes()), dtype=dtype).reshape(shape)


def fastest_adam(model):
    """The options of Adam that run fastest in this version of PyTorch; the plain one is a loop over the parameters in Python."""
    import torch

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


class PyTorch:
    """The same training as Training.cs, as one writes it in PyTorch."""

    def __init__(self, folder, rows, features):
        import torch

        self.x = read(folder / "features.f32", torch.float32, (rows, features))
        self.y = read(folder / "targets.f32", torch.float32, (rows, 1))
        self.orders = read(folder / "orders.i32", torch.int32, (-1, rows)).long()
        self.model = torch.nn.Sequential(
            torch.nn.Linear(features, 64), torch.nn.ReLU(), torch.nn.Linear(64, 64), torch.nn.ReLU(), torch.nn.Linear(64, 1))
        self.model.load_state_dict(read_weights(folder / "weights.safetensors"))
        self.adam = fastest_adam(self.model)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3, **self.adam)
        self.loss = torch.nn.MSELoss()

    def epoch(self, number):
        order = self.orders[number]
        losses = []
        start, used = time.perf_counter(), time.process_time()
        for batch in order.split(BATCH):
            self.optimizer.zero_grad(set_to_none=True)
            loss = self.loss(self.model(self.x[batch]), self.y[batch])
            loss.backward()
            self.optimizer.step()
            losses.append(loss.item())
        return time.perf_counter() - start, time.process_time() - used, statistics.fmean(losses)


class LossKit:
    """The .NET process, which waits for a line between two epochs."""

    def __init__(self, folder, epochs, table):
        project = HERE / "LossKit.Epoch" / "LossKit.Epoch.csproj"
        subprocess.run(["dotnet", "build", "-c", "Release", "--nologo", "-v", "q", str(project)], check=True, stdout=sys.stderr)
        program = HERE / "LossKit.Epoch" / "bin" / "Release" / "net10.0" / "LossKit.Epoch.dll"
        self.process = subprocess.Popen(
            ["dotnet", str(program), str(folder), str(epochs), *table], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.runtime, _, size = self.answer().partition("; ")
        self.rows, self.features = map(int, size.split())

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit("The LossKit side ended before it answered; its message is above.")
        return line.strip()

    def epoch(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return tuple(map(float, self.answer().split()))


def blas_speed():
    """GFLOP/s of PyTorch's product of two matrices of 512 rows and columns."""
    import torch

    left, right = torch.randn(512, 512), torch.randn(512, 512)
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        left @ right
        best = min(best, time.process_time() - start)
    return 2 * 512 ** 3 / best / 1e9


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "an unknown processor"


def main():
    options = arguments()
    if options.python:
        rest = [argument for i, argument in enumerate(sys.argv[1:]) if argument != "--python" and sys.argv[i] != "--python"
                and not argument.startswith("--python=")]
        os.execvp(options.python, [options.python, __file__, *rest])
    try:
        import torch
    except ImportError:
        print(f"Skipped: {sys.executable} has no torch. Name a python that has it with --python.")
        return 0

    torch.set_num_threads(1)
    # Both processes inherit or have this core only; the one that waits takes no time from the other.
    os.sched_setaffinity(0, {options.core})
    total = WARM + options.epochs
    table = [str(pathlib.Path(options.data).resolve()), options.target] if options.data else []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        ours = LossKit(folder, total, table)
        theirs = PyTorch(folder, ours.rows, ours.features)
        speed = blas_speed()
        print(f"{processor()}, core {options.core} alone; {ours.runtime}; PyTorch {torch.__version__}, matrix product {speed:.0f} GFLOP/s")
        print(f"{ours.rows} rows, {ours.features} features, model 64,64, batches of {BATCH}, mse, Adam{theirs.adam or ''}")
        times, apart = [], []
        for number in range(total):
            *mine, loss = ours.epoch()
            *other, reference = theirs.epoch(number)
            apart.append(abs(loss - reference) / reference)
            if number >= WARM:
                times.append((mine, other))
        ours.process.stdin.close()
        ours.process.wait()

    print(f"seconds an epoch, {len(times)} epochs each   processor: median  fastest   clock: median  fastest")
    for side, name in enumerate(("LossKit", "PyTorch")):
        clock, used = zip(*(pair[side] for pair in times))
        print(f"{name:<38}{statistics.median(used):>17.4f}{min(used):>9.4f}{statistics.median(clock):>16.4f}{min(clock):>9.4f}")
    ratio = statistics.median(mine[1] / other[1] for mine, other in times)
    print(f"LossKit / PyTorch: {ratio:.3f} of the processor time (median over pairs of epochs)")
    print(f"losses, relative: {apart[0]:.1e} apart in the first epoch, at most {max(apart):.1e} in all {total}")
    if speed < SLOW_BLAS:
        print("PyTorch's BLAS is a slow one here, so this is no comparison; see --help.")
    if not apart[0] <= AGREE:
        print(f"The first is more than {AGREE}: the two do not train the same model.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
