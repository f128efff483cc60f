"""The work that both sides do: each row a loss of LossKit, the same in PyTorch (see compositions.py), and the inputs of both."""
import dataclasses

MILLION = 1 << 20
# 192 kB of inputs and gradient: what a loss takes when memory takes nothing.
CACHED = 1 << 14


@dataclasses.dataclass(frozen=True)
class Input:
    """One input: its name on LossKit's card, its shape, and how it is drawn (see draw in torch_worker.py)."""

    name: str
    shape: tuple
    draw: str


@dataclasses.dataclass(frozen=True)
class Row:
    """One piece of work. `elements` is what ns/element divides by; None where that says nothing."""

    group: str
    name: str
    shape: str
    do: str
    theirs: str
    inputs: tuple = ()
    loss: str = ""
    elements: int | None = None
    flop: int | None = None
    form: str = ""
    dimensions: tuple = ()
    batch: int = 0


def elementwise(loss, theirs, target="normal", count=MILLION, group="elements"):
    return Row(group, loss, f"{count:,}", "loss", theirs, loss=loss, elements=count,
               inputs=(Input("prediction", (count,), "normal"), Input("target", (count,), target)))


def classes(loss, theirs, rows, count, target=None, group="rows"):
    drawn = Input("target", (rows, count), target) if target else Input("target", (rows,), f"below {count}")
    name = f"{loss}, probabilities" if target else loss
    return Row(group, name, f"{rows:,}×{count:,}", "loss", theirs, loss=loss, elements=rows * count,
               inputs=(Input("prediction", (rows, count), "normal"), drawn))


def product(rows, inner, columns, form="plain"):
    left = (inner, rows) if form == "left" else (rows, inner)
    right = (columns, inner) if form == "right" else (inner, columns)
    words = {"plain": "A·B", "right": "A·Bᵀ", "left": "Aᵀ·B"}
    return Row("products", words[form], f"{rows}×{inner}×{columns}", "product", "product", form=form, dimensions=(rows, inner, columns),
               flop=2 * rows * inner * columns, inputs=(Input("left", left, "normal"), Input("right", right, "normal")))


def epoch(batch):
    return Row("training", "epoch of the MLP", f"batch {batch}", "epoch", "epoch", batch=batch)


def embeddings(loss, theirs, rows, width, labels):
    return Row("embeddings", loss, f"{rows}×{width}", "loss", theirs, loss=loss,
               inputs=(Input("embeddings", (rows, width), "normal"), Input("labels", (rows,), f"below {labels}")))


VIEW = (512, 128)
VOCABULARY = (2048, 512, 32_000)
IMAGES = (4, 3, 256, 256)

ELEMENTS = (
    ("mse", "mse", "normal"),
    ("mae", "mae", "normal"),
    ("huber", "huber", "normal"),
    ("smooth-l1", "smooth_l1", "normal"),
    ("quantile:quantile=0.9", "quantile", "normal"),
    ("hinge", "hinge", "signs"),
    ("log-cosh", "log_cosh", "normal"),
    ("bce-with-logits", "bce_with_logits", "bits"),
    ("soft-margin", "soft_margin", "signs"),
    ("poisson-nll", "poisson_nll", "counts"),
    ("sigmoid-focal:gamma=2:alpha=0.25", "sigmoid_focal", "bits"),
)

ROWS = (
    *(elementwise(*words) for words in ELEMENTS),
    *(elementwise(*words, CACHED, "elements in cache") for words in ELEMENTS),
    *(classes("cross-entropy", "cross_entropy", rows, count)
      for rows, count in ((256, 1000), (64, 32_000), (16, 128_256), (1024, 10), (65_536, 10))),
    classes("focal:gamma=2:alpha=0.25", "focal", 256, 1000),
    classes("cross-entropy:label-smoothing=0.1", "smoothed_cross_entropy", 256, 1000),
    classes("cross-entropy", "cross_entropy", 256, 1000, target="distributions"),
    classes("poly1-cross-entropy:epsilon=1", "poly1_cross_entropy", 256, 1000),
    Row("regions", "dice:activation=softmax:scope=class", "4×3×256×256", "loss", "dice", loss="dice:activation=softmax:scope=class",
        elements=4 * 3 * 256 * 256, inputs=(Input("prediction", IMAGES, "normal"), Input("target", (4, 256, 256), "below 3"))),
    Row("sequences", "ctc", "T=150 N=32 C=80 S=40", "loss", "ctc", loss="ctc", inputs=(
        Input("logits", (150, 32, 80), "normal"), Input("targets", (32, 40), "labels 80"),
        Input("input-lengths", (32,), "all 150"), Input("target-lengths", (32,), "all 40"))),
    Row("embeddings", "nt-xent", "2×512×128", "loss", "nt_xent", loss="nt-xent:temperature=0.5",
        inputs=(Input("x1", VIEW, "normal"), Input("x2", VIEW, "normal"))),
    embeddings("online-triplet", "batch_hard", 1024, 128, 64),
    *(product(side, side, side) for side in (64, 128, 256, 512, 1024)),
    product(256, 26, 64, "right"), product(256, 64, 64, "right"), product(256, 64, 1, "right"),
    product(64, 256, 26, "left"), product(64, 256, 64, "left"), product(1, 256, 64, "left"),
    product(256, 64, 64), product(256, 1, 64),
    *(elementwise(*words, 100, "small calls") for words in ELEMENTS if words[0] in ("mse", "huber", "bce-with-logits")),
    classes("cross-entropy", "cross_entropy", 10, 10, group="small calls"),
    epoch(64),
    epoch(256),
    Row("vocabulary", "linear-cross-entropy", "2048×512×32,000", "loss", "linear_cross_entropy", loss="linear-cross-entropy", inputs=(
        Input("hidden", VOCABULARY[:2], "normal"), Input("weights", (VOCABULARY[2], VOCABULARY[1]), "small"),
        Input("bias", VOCABULARY[2:], "normal"), Input("target", VOCABULARY[:1], f"below {VOCABULARY[2]}"))),
)
