#!/usr/bin/env python3
"""How much faster `losskit compare` is with two threads than with one, and whether its results are the same to the byte.

    benchmarks/two-cores.py --data diamonds.csv.gz --target price [--turns 3] [-- more words for compare]

Runs take turns, each in a folder of its own.
"""
import argparse
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent / "src" / "LossKit.Cli"
PROGRAM = PROJECT / "bin" / "Release" / "net10.0" / "losskit.dll"
FILES = ("results.json", "predictions.csv")


def run(words, threads, folder):
    start = time.perf_counter()
    subprocess.run(["dotnet", str(PROGRAM), "compare", *words, "--threads", str(threads), "--out", str(folder)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--target", required=True)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("more", nargs="*", help="further words for compare, behind --")
    options = parser.parse_args()
    subprocess.run(["dotnet", "build", "-c", "Release", "--nologo", "-v", "q", str(PROJECT)], check=True, stdout=sys.stderr)
    words = [options.data, "--target", options.target, *options.more]
    seconds = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as name:
        first = pathlib.Path(name) / "1-0"
        for turn in range(options.turns):
            for threads, times in seconds.items():
                folder = pathlib.Path(name) / f"{threads}-{turn}"
                times.append(run(words, threads, folder))
                for file in FILES:
                    if (folder / file).read_bytes() != (first / file).read_bytes():
                        sys.exit(f"{file} with {threads} threads is another than with one.")
    print("| threads | seconds, median | fastest |\n|---|---|---|")
    for threads, times in seconds.items():
        print(f"| {threads} | {statistics.median(times):.1f} | {min(times):.1f} |")
    ratio = statistics.median(one / two for one, two in zip(*seconds.values()))
    print(f"\nTwo threads are {ratio:.2f} times as fast, the median over {options.turns} pairs of runs; {', '.join(FILES)} are the same to the byte.")


if __name__ == "__main__":
    main()
