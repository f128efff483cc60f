#!/usr/bin/env bash
# Measures everything that docs/performance.md shows and puts it there. On a machine that does nothing else; see the page for the commands.
#
#     benchmarks/measure-all.sh PYTHON-WITH-TORCH DIAMONDS.CSV.GZ
set -euo pipefail
python=${1:?name a python that has torch}
diamonds=${2:?name the table of the diamonds (ggplot2, 53,940 rows), a .csv or .csv.gz}
cd "$(dirname "$0")/.."
page=docs/performance.md
dotnet build -c Release --nologo -v q LossKit.slnx

benchmarks/against-pytorch/run.py --python "$python" --data "$diamonds" --target price --page "$page"
dotnet src/LossKit.Cli/bin/Release/net10.0/losskit.dll bench | benchmarks/page.py "$page" bench --code
benchmarks/two-cores.py --data "$diamonds" --target price -- --losses mse,mae,huber,log-cosh --repeats 4 --epochs 30 --patience 30 |
    benchmarks/page.py "$page" compare
for path in fused unfused difference; do
    dotnet benchmarks/LossKit.PeakMemory/bin/Release/net10.0/LossKit.PeakMemory.dll "$path" | sed "s/^/$path: /"
done | benchmarks/page.py "$page" peak --code
