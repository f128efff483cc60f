"""Results of run.py as markdown tables, one for each group, or as JSON lines."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import page

# Below this, PyTorch has a BLAS without vector instructions, and products and training say nothing.
SLOW_BLAS = 20

# The groups in which moving numbers can be what takes the time.
MOVING = ("elements", "elements in cache", "rows", "regions")


class Lines:
    """One JSON object a line."""

    def begin(self, about):
        print(json.dumps({"about": about, "processor": processor()}), flush=True)

    def add(self, result):
        print(json.dumps(result), flush=True)

    def end(self):
        pass


class Markdown:
    """
    A table for each group, its lines as they come. Times of a call are the median of the slices, and the fastest behind the stroke; `faster`
    is PyTorch's time over LossKit's, the median over pairs of neighbouring slices, and that of the fastest behind the stroke.
    """

    def __init__(self, into):
        self.into = into
        self.group = "pytorch"
        self.lines = []

    def begin(self, about):
        ours = about["ours"]
        self.say(f"{processor()}; {ours['runtime']}, registers of {ours['registers']} bits.")
        for cores, theirs in about["theirs"].items():
            self.say(f"PyTorch {theirs['version']} ({theirs['capability']}, {theirs['blas']}) on {cores} core{'s' if cores > 1 else ''}: matrix "
                     f"product {theirs['speed']:.0f} GFLOP/s{'; too slow a BLAS for a comparison' if theirs['speed'] < SLOW_BLAS else ''}.")

    def add(self, result):
        if result["group"] != self.group:
            self.end()
            self.group = result["group"]
            print(f"\n**{self.group}**\n")
            heads = ["work", "shape", "cores", "LossKit", "PyTorch", "faster", *(head for head, _ in self.further(result))]
            self.say(f"| {' | '.join(heads)} |")
            self.say(f"|{'---|' * len(heads)}")
        cells = [result["work"], result["shape"], str(result["cores"]),
                 f"{duration(result['losskitMedian'])} / {duration(result['losskitFastest'])}",
                 f"{duration(result['pytorchMedian'])} / {duration(result['pytorchFastest'])}",
                 f"{digits(result['timesFaster'])} / {digits(result['timesFasterAtTheFastest'])}",
                 *(cell for _, cell in self.further(result))]
        self.say(f"| {' | '.join(cells)} |")

    def end(self):
        """Ends the group: its table goes into the page."""
        if self.into and self.lines:
            page.fill(self.into, self.group, "\n".join(self.lines))
        self.lines = []

    def say(self, line):
        print(line, flush=True)
        self.lines.append(line)

    def further(self, result):
        """The columns that the group of a result has beside those of all."""
        if "losskitNsPerElement" in result:
            yield "ns/element", f"{digits(result['losskitNsPerElement'])} / {digits(result['losskitFastestNsPerElement'])}"
        if result["group"] == "products":
            yield "GFLOP/s", digits(result["losskitGflops"])
            yield "of PyTorch", digits(result["pytorchGflops"])
        if "shareOfCopy" in result and result["group"] in MOVING:
            yield "of copy", f"{result['shareOfCopy']:.0%}"
        if result["group"] == "vocabulary":
            yield "peak", f"{result['losskitPeakBytes'] / 1e6:.0f} MB"
            yield "of PyTorch", f"{result['pytorchPeakBytes'] / 1e6:.0f} MB"
        scale = result.get("losskitTimesOneCore")
        yield "over one core", f"{digits(scale)} / {digits(result['losskitFastestTimesOneCore'])}" if scale else "-"


def duration(seconds):
    for unit, scale in (("ns", 1e9), ("µs", 1e6), ("ms", 1e3)):
        if seconds * scale < 1000:
            return f"{digits(seconds * scale)} {unit}"
    return f"{digits(seconds)} s"


def digits(number):
    """Three digits: more would be noise."""
    return f"{number:.{0 if number >= 100 else 1 if number >= 10 else 2 if number >= 1 else 3}f}"


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "an unknown processor"
