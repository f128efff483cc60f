#!/usr/bin/env python3
"""The same work in LossKit and in PyTorch on this processor, in turns: losses with their gradients, matrix products, epochs of training.

    benchmarks/against-pytorch/run.py [--python /usr/bin/python3] [--rows WORDS] [--cores 1,2] [--json] [--page docs/performance.md]
        [--data diamonds.csv.gz --target price]

Each row (rows.py) is done on both sides with the same numbers in float32: LossKit by its typed call, PyTorch by its own function or by
what people write where it has none (compositions.py), forward and backward. Value and gradients of both must agree before a row counts,
so that both are known to do the same work. Then both sides take turns in short slices, so that whatever else the machine does disturbs
them alike; the ratio is the median over pairs of neighbouring slices.

PyTorch runs in a process for each number of cores, with OPENBLAS_NUM_THREADS and OMP_NUM_THREADS set to it. It is only as fast as the
BLAS it was linked to, so the speed of its matrix product is measured and printed too: Debian's python3-torch with the reference BLAS
runs at 2 GFLOP/s and is no opponent in products and training; give it OpenBLAS (apt install libopenblas0).

--rows picks rows whose group or name holds one of some words with commas between (elements, rows, regions, sequences, embeddings,
products, small, training, vocabulary, ...). --json prints an object a line instead of tables; --page puts the tables into a page too.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import rows as work
import tables

HERE = pathlib.Path(__file__).resolve().parent
WORKER = HERE / "LossKit.Worker"
# A slice of one side before the other has its turn, in seconds; at least one call.
SLICE = 0.02
# What each side does before its times count: compilers of the runtime, caches and pools of memory settle.
WARM, WARM_CALLS, LONGEST_WARM = 0.3, 60, 3.0
# The runtime compiles in the background what was called often.
COMPILING = 0.15
# Threads of either side may wait for more work in a loop after a call; the pause lets them fall asleep.
PAUSE = 0.003
LONG_ROW = 12.0
# How far values and sums of gradients may be apart, relative: float sums in another order.
AGREE = 2e-4
EPOCHS = 40


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", default=sys.executable, help="a python that has torch (default: this one)")
    parser.add_argument("--rows", default="", help="only rows whose group or name holds one of these words, with commas between")
    parser.add_argument("--cores", default="1,2", help="numbers of cores, with commas between (default: 1,2)")
    parser.add_argument("--slices", type=int, default=21, help="slices of each side; long rows take fewer (default: 21)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--page", type=pathlib.Path, help="a page whose marked parts, one for each group, receive the tables")
    parser.add_argument("--data", help="a .csv or .csv.gz to train on; without it, rows are made up in the size of ggplot2's diamonds")
    parser.add_argument("--target", default="price", help="the column to be predicted (default: price)")
    return parser.parse_args()


class Side:
    """A process that answers a line of JSON with a line of JSON."""

    def __init__(self, name, command, environment=None):
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})})

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"The {self.name} side ended before it answered {request['do']}; its message is above.")
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def losskit():
    subprocess.run(["dotnet", "build", "-c", "Release", "--nologo", "-v", "q", str(WORKER)], check=True, stdout=sys.stderr)
    return Side("LossKit", ["dotnet", str(WORKER / "bin" / "Release" / "net10.0" / "LossKit.Worker.dll")])


def pytorch(python, cores):
    environment = {name: str(cores) for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}
    return Side("PyTorch", [python, str(HERE / "torch_worker.py"), str(cores)], environment)


def has_torch(python):
    return subprocess.run([python, "-c", "import torch"], stderr=subprocess.DEVNULL, check=False).returncode == 0


class Opponents:
    """Both sides, prepared for a row."""

    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.cores = [int(number) for number in options.cores.split(",")]
        self.ours = losskit()
        self.theirs = {cores: pytorch(options.python, cores) for cores in self.cores}
        self.table = None

    def hello(self):
        return {"ours": self.ours.ask(do="hello"), "theirs": {cores: side.ask(do="hello") for cores, side in self.theirs.items()}}

    def prepare(self, row):
        """Hands the same inputs to both sides, and gives what each made of them."""
        request = {"do": row.do, "loss": row.loss, "theirs": row.theirs, "form": row.form, "shape": row.dimensions, "batch": row.batch,
                   "folder": str(self.folder)}
        first = self.theirs[self.cores[0]]
        if row.do == "epoch":
            if self.table is None:
                data = {"data": str(pathlib.Path(self.options.data).resolve()), "target": self.options.target} if self.options.data else {}
                self.table = self.ours.ask(do="table", folder=str(self.folder), **data)
                first.ask(do="orders", file=str(self.folder / "orders.i32"), rows=self.table["rows"], epochs=EPOCHS)
            request.update(self.table)
        else:
            inputs = [{"name": x.name, "shape": x.shape, "draw": x.draw, "file": str(self.folder / f"{x.name}.bin"),
                       "type": "i32" if x.draw.split()[0] in ("below", "labels", "all") else "f32"} for x in row.inputs]
            first.ask(do="draw", inputs=inputs)
            request["inputs"] = {x["name"]: {key: x[key] for key in ("file", "type", "shape")} for x in inputs}
        ours = self.ours.ask(**request)
        theirs = {cores: side.ask(**request) for cores, side in self.theirs.items()}
        return ours, theirs

    def close(self):
        for side in (self.ours, *self.theirs.values()):
            side.close()


def apart(ours, theirs):
    """How far value and sums of gradients of the two sides are apart, relative."""
    pairs = [(ours["value"], theirs["value"]), *zip(ours["sums"], theirs["sums"], strict=True)]
    return max(abs(one - other) / max(abs(other), 1e-3) for one, other in pairs)


def warm(ask, longest=LONGEST_WARM):
    """Calls until the time of a call has settled, and gives it."""
    start, calls, best, number = time.perf_counter(), 0, float("inf"), 1
    while True:
        best = min(best, ask(number)["seconds"] / number)
        calls += number
        elapsed = time.perf_counter() - start
        if elapsed >= longest or (elapsed >= WARM and calls >= WARM_CALLS):
            return max(best, 1e-9)
        number = max(1, min(int(SLICE / best) if best > 0 else 1, 4 * number))


def measure(opponents, row, slices, bytes_moved):
    """Slices of both sides in turns. Gives, for each number of cores, the seconds of a call of each side, slice by slice."""
    asks = {}
    for cores in opponents.cores:
        asks[cores, "ours"] = lambda calls, cores=cores: opponents.ours.ask(do="run", threads=cores, calls=calls)
        asks[cores, "theirs"] = lambda calls, cores=cores: opponents.theirs[cores].ask(do="run", calls=calls)
    longest = 0 if row.do == "epoch" else LONGEST_WARM
    seconds = {key: warm(ask, longest) for key, ask in asks.items()}
    time.sleep(COMPILING)
    if row.do == "loss" and bytes_moved:
        for cores in opponents.cores:
            asks[cores, "copy"] = lambda calls, cores=cores: opponents.ours.ask(do="copy", threads=cores, calls=calls)
            seconds[cores, "copy"] = warm(asks[cores, "copy"], 0.05)
    calls = {key: max(1, int(SLICE / second)) for key, second in seconds.items()}
    turn = sum(seconds[key] * calls[key] for key in asks)
    slices = max(5 if row.do == "epoch" else 3, min(slices, int(LONG_ROW / turn)))
    times = {key: [] for key in asks}
    for _ in range(slices):
        for key, ask in asks.items():
            times[key].append(ask(calls[key])["seconds"] / calls[key])
            time.sleep(PAUSE)
    return times


def results(opponents, row, ours, theirs):
    """An object for each number of cores."""
    # The processes with several cores sum in another order, no further apart than the sides are.
    distance = max(apart(ours, answer) for answer in theirs.values())
    if not distance <= AGREE:
        print(f"{row.name} {row.shape}: value and gradients are {distance:.1e} apart (LossKit {ours['value']}, {ours['sums']}; "
              f"PyTorch {next(iter(theirs.values()))}), so this is not the same work and the row does not count.", file=sys.stderr)
        return
    times = measure(opponents, row, opponents.options.slices, ours["bytes"])
    for cores in opponents.cores:
        mine, other = times[cores, "ours"], times[cores, "theirs"]
        result = {"group": row.group, "work": row.name, "shape": row.shape, "dtype": "float32", "cores": cores,
                  "losskitMedian": statistics.median(mine), "losskitFastest": min(mine),
                  "pytorchMedian": statistics.median(other), "pytorchFastest": min(other),
                  "timesFaster": statistics.median(b / a for a, b in zip(mine, other)),
                  "timesFasterAtTheFastest": min(other) / min(mine),
                  "slices": len(mine), "apart": distance,
                  "losskitPeakBytes": ours["peak"], "pytorchPeakBytes": theirs[cores]["peak"]}
        if row.elements:
            result["losskitNsPerElement"] = 1e9 * result["losskitMedian"] / row.elements
            result["losskitFastestNsPerElement"] = 1e9 * result["losskitFastest"] / row.elements
            result["pytorchNsPerElement"] = 1e9 * result["pytorchMedian"] / row.elements
        if row.flop:
            result["losskitGflops"] = row.flop / result["losskitFastest"] / 1e9
            result["pytorchGflops"] = row.flop / result["pytorchFastest"] / 1e9
        if (cores, "copy") in times:
            copying = statistics.median(times[cores, "copy"])
            result["shareOfCopy"] = copying / result["losskitMedian"]
        if cores > 1 and (1, "ours") in times:
            result["losskitTimesOneCore"] = statistics.median(times[1, "ours"]) / result["losskitMedian"]
            result["losskitFastestTimesOneCore"] = min(times[1, "ours"]) / min(mine)
        if "adam" in theirs[cores]:
            result["adam"] = theirs[cores]["adam"]
        yield result


def picked(words):
    words = [word.strip() for word in words.split(",") if word.strip()]
    found = [row for row in work.ROWS if not words or any(word in row.group or word in row.name for word in words)]
    return found or sys.exit(f"No row's group or name holds one of {', '.join(words)}; groups are {', '.join(dict.fromkeys(row.group for row in work.ROWS))}.")


def main():
    options = arguments()
    rows = picked(options.rows)
    if not has_torch(options.python):
        print(f"Skipped: {options.python} has no torch. Name a python that has it with --python.")
        return 0
    failed = False
    output = tables.Lines() if options.json else tables.Markdown(options.page)
    with tempfile.TemporaryDirectory() as name:
        opponents = Opponents(options, pathlib.Path(name))
        output.begin(opponents.hello())
        for row in rows:
            ours, theirs = opponents.prepare(row)
            found = list(results(opponents, row, ours, theirs))
            failed |= not found
            for result in found:
                output.add(result)
        output.end()
        opponents.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
