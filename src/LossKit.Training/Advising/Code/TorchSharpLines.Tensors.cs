namespace LossKit;

/// <summary>The lines for losses of several arrays.</summary>
internal static partial class TorchSharpLines
{
    private static string[]? OfEmbeddings(LossWriting loss) => loss.Id switch
    {
        "info-nce" =>
        [
            $"var logits = torch.matmul({Unit("query")}, {Unit("keys")}.t()) / {loss.Value("temperature")};",
            "var own = torch.arange(logits.shape[0]);",
            "var loss = 0.5 * (torch.nn.functional.cross_entropy(logits, own) + torch.nn.functional.cross_entropy(logits.t(), own));",
        ],
        "nt-xent" =>
        [
            $"var z = {Unit("torch.cat(new[] { x1, x2 })")};",
            "var n = x1.shape[0];",
            $"var logits = (torch.matmul(z, z.t()) / {loss.Value("temperature")}).masked_fill(torch.eye(2 * n).to_type(torch.ScalarType.Bool), double.NegativeInfinity);",
            "var other = torch.cat(new[] { torch.arange(n, 2 * n), torch.arange(n) });",
            TorchSharpCode.Call("cross_entropy", "logits", "other"),
        ],
        "contrastive" =>
        [
            "var d = (x1 - x2).pow(2).sum(1).sqrt();   // label: 1 for pairs that are alike, as numbers",
            $"var loss = (label * d.pow(2) + (1 - label) * torch.nn.functional.relu({loss.Value("margin")} - d).pow(2)).mean();",
        ],
        "triplet" => [TorchSharpCode.Call("triplet_margin_loss", "anchor", "positive", "negative", $"margin: {loss.Value("margin")}")],
        "margin-ranking" => [TorchSharpCode.Call("margin_ranking_loss", "x1", "x2", "label", $"margin: {loss.Value("margin")}")],
        "arcface" =>
        [
            $"var cosine = torch.matmul({Unit("embeddings")}, {Unit("centres")}.t()).clamp(-1 + 1e-7, 1 - 1e-7);",
            "var own = torch.nn.functional.one_hot(target, centres.shape[0]);",
            $"var loss = torch.nn.functional.cross_entropy({loss.Value("scale")} * (cosine.acos() + {loss.Value("margin")} * own).cos(), target);",
        ],
        "online-triplet" => OfTriplets(loss),
        _ => null,
    };

    private static string[] OfTriplets(LossWriting loss)
    {
        string[] distances =
        [
            "var d = torch.cdist(embeddings, embeddings);",
            "var same = labels.unsqueeze(0).eq(labels.unsqueeze(1));",
        ];
        return string.Equals(loss.Value("mining"), "batch-hard", StringComparison.Ordinal)
            ?
            [
                .. distances,
                "var positive = d.masked_fill(same.logical_not(), double.NegativeInfinity).max(1).values;   // counts the anchor itself, at 0",
                "var negative = d.masked_fill(same, double.PositiveInfinity).min(1).values;",
                $"var loss = torch.nn.functional.relu(positive - negative + {loss.Value("margin")}).mean();",
            ]
            :
            [
                .. distances,
                "var (dp, dn) = (d.unsqueeze(2), d.unsqueeze(1));   // [anchor, positive, negative]: memory of N³",
                $"var semiHard = same.unsqueeze(1).logical_not().logical_and(dn.gt(dp)).logical_and(dn.lt(dp + {loss.Value("margin")}));",
                "var nearest = torch.where(semiHard, dn, torch.full_like(dn, double.PositiveInfinity)).min(2).values;",
                "var counts = same.logical_and(torch.isfinite(nearest)).logical_and(torch.eye(d.shape[0]).to_type(torch.ScalarType.Bool).logical_not());",
                $"var loss = (d - nearest + {loss.Value("margin")})[counts].mean();",
            ];
    }

    private static string[]? OfRegions(LossWriting loss) => loss.Id switch
    {
        "dice" =>
        [
            $"const double smooth = {loss.Value("smooth")};",
            "var loss = 1 - (2 * (output * target).sum() + smooth) / (output.sum() + target.sum() + smooth);",
        ],
        "tversky" =>
        [
            $"const double smooth = {loss.Value("smooth")};",
            "var (hit, falseAlarm, miss) = ((output * target).sum(), (output * (1 - target)).sum(), ((1 - output) * target).sum());",
            $"var loss = 1 - (hit + smooth) / (hit + {loss.Value("alpha")} * falseAlarm + {loss.Value("beta")} * miss + smooth);",
        ],
        "generalized-dice" =>
        [
            "var (p, t) = (output.transpose(0, 1).flatten(1), target.transpose(0, 1).flatten(1));   // a row for each class",
            "var w = 1 / t.sum(1).pow(2);   // infinite for a class that is absent: leave such out",
            "var loss = 1 - 2 * (w * (p * t).sum(1)).sum() / (w * (p + t).sum(1)).sum();",
        ],
        "cross-entropy-dice" =>
        [
            "var (p, t) = (output.softmax(1).transpose(0, 1).flatten(1), target.transpose(0, 1).flatten(1));   // target: one-hot; a row for each class",
            $"var overlap = (2 * (p * t).sum(1) + {loss.Value("smooth")}) / (p.sum(1) + t.sum(1) + {loss.Value("smooth")});",
            $"var loss = {loss.Value("ce-weight")} * torch.nn.functional.cross_entropy(output, target) + {loss.Value("dice-weight")} * (1 - overlap).mean();",
        ],
        "lovasz" =>
        [
            "var p = output.softmax(1);",
            "var terms = Enumerable.Range(0, (int)p.shape[1]).Select(c =>",
            "{",
            "    var truth = target.eq(c).to_type(torch.ScalarType.Float32).flatten();",
            "    var (errors, order) = (truth - p.select(1, c).flatten()).abs().sort(0, descending: true);",
            "    var sorted = truth[order];",
            "    var jaccard = 1 - (sorted.sum() - sorted.cumsum(0)) / (sorted.sum() + (1 - sorted).cumsum(0));",
            "    var steps = torch.cat(new[] { jaccard.narrow(0, 0, 1), jaccard.narrow(0, 1, jaccard.shape[0] - 1) - jaccard.narrow(0, 0, jaccard.shape[0] - 1) });",
            "    return (errors * steps).sum();",
            "});",
            "var loss = torch.stack(terms.ToArray()).mean();   // over all classes; leave out those that are absent",
        ],
        "giou" or "ciou" => OfBoxes(loss),
        _ => null,
    };

    private static string[] OfBoxes(LossWriting loss)
    {
        string[] overlap =
        [
            "var (a, b) = (output.unbind(1), target.unbind(1));   // x1, y1, x2, y2",
            "var width = torch.nn.functional.relu(torch.minimum(a[2], b[2]) - torch.maximum(a[0], b[0]));",
            "var height = torch.nn.functional.relu(torch.minimum(a[3], b[3]) - torch.maximum(a[1], b[1]));",
            "var both = width * height;",
            "var either = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both;",
            $"var iou = both / (either + {loss.Value("epsilon")});",
            "var hullWidth = torch.maximum(a[2], b[2]) - torch.minimum(a[0], b[0]);",
            "var hullHeight = torch.maximum(a[3], b[3]) - torch.minimum(a[1], b[1]);",
        ];
        return string.Equals(loss.Id, "giou", StringComparison.Ordinal)
            ?
            [
                .. overlap,
                "var hull = hullWidth * hullHeight;",
                $"var loss = (1 - iou + (hull - either) / (hull + {loss.Value("epsilon")})).mean();",
            ]
            :
            [
                .. overlap,
                "var apart = ((a[0] + a[2] - b[0] - b[2]).pow(2) + (a[1] + a[3] - b[1] - b[3]).pow(2)) / 4;",
                "var angle = (b[2] - b[0]).atan2(b[3] - b[1]) - (a[2] - a[0]).atan2(a[3] - a[1]);",
                "var v = 4 / (Math.PI * Math.PI) * angle.pow(2);",
                $"var alpha = (v / (1 - iou + v + {loss.Value("epsilon")})).detach();",
                $"var loss = (1 - iou + apart / (hullWidth.pow(2) + hullHeight.pow(2) + {loss.Value("epsilon")}) + alpha * v).mean();",
            ];
    }

    private static string[]? OfSamples(LossWriting loss) => loss.Id switch
    {
        "ctc" => [TorchSharpCode.Call("ctc_loss", "logits.log_softmax(2)", "targets", "inputLengths", "targetLengths")],
        "dpo" =>
        [
            "var h = (policyChosen - policyRejected) - (referenceChosen - referenceRejected);",
            $"var loss = -torch.nn.functional.logsigmoid({loss.Value("beta")} * h).mean();",
        ],
        "vae" =>
        [
            "var prior = -0.5 * (1 + logVariance - mean.pow(2) - logVariance.exp()).sum();",
            $"var loss = torch.nn.functional.binary_cross_entropy(reconstruction, target, reduction: torch.nn.Reduction.Sum) + {loss.Value("beta")} * prior;",
        ],
        "ssim" =>
        [
            "// window: [1,1,11,11], the outer product of Gaussian weights of deviation 1.5 that add up to 1; x and y: [N,1,H,W]",
            "Tensor Mean(Tensor image) => torch.nn.functional.conv2d(image, window);",
            "var (mx, my) = (Mean(output), Mean(target));",
            "var (vx, vy, vxy) = (Mean(output * output) - mx * mx, Mean(target * target) - my * my, Mean(output * target) - mx * my);",
            "const double c1 = 0.01 * 0.01, c2 = 0.03 * 0.03;   // times the square of the range of pixels",
            "var loss = 1 - ((2 * mx * my + c1) * (2 * vxy + c2) / ((mx * mx + my * my + c1) * (vx + vy + c2))).mean();",
        ],
        "total-variation" =>
        [
            "var (h, w) = (output.shape[2], output.shape[3]);",
            "var down = output.narrow(2, 1, h - 1) - output.narrow(2, 0, h - 1);",
            "var across = output.narrow(3, 1, w - 1) - output.narrow(3, 0, w - 1);",
            "var loss = (down.abs().sum() + across.abs().sum()) / output.shape[0];",
        ],
        "gan-discriminator" =>
        [
            "var discriminatorLoss = torch.nn.functional.relu(1 - real).mean() + torch.nn.functional.relu(1 + fake).mean();",
            "var loss = -fake.mean();   // the generator's, with its own optimizer",
        ],
        "curriculum" =>
        [
            $"const double progress = {loss.Value("progress")};   // raise it from 0 to 1 as training goes on",
            "var let = difficulty.le(progress).to_type(torch.ScalarType.Float32);",
            "var loss = losses.shape[0] * (let * losses).sum() / (let.sum() + 1e-6);   // as if all had come; losses: one for each sample",
        ],
        "uncertainty-weighting" => ["var loss = ((-logVariances).exp() * losses + logVariances).sum();   // logVariances: learned, one for each task"],
        _ => null,
    };

    private static string Unit(string tensor) => $"torch.nn.functional.normalize({tensor}, dim: 1)";
}
