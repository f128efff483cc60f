using static LossKit.Tests.ExaminationDraws;

namespace LossKit.Tests;

/// <summary>Sound inputs of the ranges that training meets, in which the doctor must find nothing.</summary>
internal sealed class CleanInputs(int seed)
{
    private readonly ExaminationDraws _draws = new(seed);

    public IEnumerable<ExaminationCase> All =>
        [.. OfNumbers(), .. OfLabels(), .. OfClasses(), .. OfOthers(), .. OfUntrained(), .. OfJudged(), .. new CleanBorderlines(seed).All];

    private IEnumerable<ExaminationCase> OfNumbers()
    {
        var targets = _draws.Normal(80, 150, 77);
        double[] near = [.. targets.Zip(_draws.Normal(80, 0, 30), (target, noise) => target + noise)];
        double[] amounts = [.. _draws.Normal(60).Select(Math.Exp)];
        string[] losses = ["mse", "rmse", "mae", "huber", "log-cosh", "smooth-l1", "charbonnier", "quantile:quantile=0.9", "mape"];
        foreach (var loss in losses)
        {
            yield return new ExaminationCase($"numbers for {loss}", loss).Pair(near, targets);
        }

        yield return new ExaminationCase("probabilities as numbers", "mse").Pair(Sigmoid(_draws.Normal(40)), Sigmoid(_draws.Normal(40)));
        yield return new ExaminationCase("two numbers", "mse").Pair([0.5, 0.25], [0, 1]);
        yield return new ExaminationCase("one number", "mae").Pair([1], [0]);
        yield return new ExaminationCase("several outputs", "mse")
            .With("prediction", _draws.Normal(60), 20, 3).With("target", _draws.Normal(60), 20, 3);
        yield return new ExaminationCase("quantiles", "quantile:quantiles=0.1/0.5/0.9")
            .With("prediction", _draws.Normal(90), 30, 3).With("target", _draws.Normal(30));
        yield return new ExaminationCase("amounts", "msle").Pair(amounts, [.. _draws.Normal(60).Select(Math.Exp)]);
        yield return new ExaminationCase("amounts for gamma-nll", "gamma-nll").Pair(_draws.Normal(60, 0, 0.5), amounts);
        yield return new ExaminationCase("counts", "poisson-nll").Pair(_draws.Normal(60, 1, 0.3), _draws.Counts(60, 3));
        yield return new ExaminationCase("variances", "gaussian-nll")
            .Pair(near, targets).With("variance", [.. _draws.Normal(80).Select(Math.Exp)]);
        yield return new ExaminationCase("a constant target", "mse").Pair([.. Enumerable.Repeat(2.0, 20)], [.. Enumerable.Repeat(2.0, 20)]);
        yield return new ExaminationCase("balanced terms", "mse + mae").Pair(_draws.Normal(50), _draws.Normal(50));
        yield return new ExaminationCase("a term that is meant to be small", "mse + 0.001*mae").Pair(_draws.Normal(50), _draws.Normal(50));
    }

    private IEnumerable<ExaminationCase> OfLabels()
    {
        var labels = _draws.Labels(100);
        var rare = _draws.Labels(300, 0.05);
        var logits = _draws.LogitsFor(labels);
        double[] signs = Array.ConvertAll(labels, label => (2 * label) - 1);
        foreach (var loss in new[] { "bce-with-logits", "sigmoid-focal", "asymmetric-multi-label" })
        {
            yield return new ExaminationCase($"logits for {loss}", loss).Pair(logits, labels);
        }

        foreach (var loss in new[] { "hinge", "squared-hinge", "soft-margin" })
        {
            yield return new ExaminationCase($"scores for {loss}", loss).Pair(logits, signs);
        }

        yield return new ExaminationCase("probabilities for bce", "bce").Pair(Sigmoid(logits), labels);
        yield return new ExaminationCase("soft labels", "bce-with-logits").Pair(logits, Sigmoid(_draws.Normal(100)));
        yield return new ExaminationCase("three positive logits", "bce-with-logits").Pair([0.2, 0.6, 0.9], [0, 1, 1]);
        yield return new ExaminationCase("logits that know only how many", "bce-with-logits")
            .Pair(_draws.Normal(60, 0.6, 0.05), _draws.Labels(60, 0.65));
        yield return new ExaminationCase("rare labels, weighted", new BceWithLogitsLoss(posWeights: [19]))
            .With("prediction", _draws.LogitsFor(rare), 300, 1).With("target", rare, 300, 1);
        yield return new ExaminationCase("rare labels, elements weighted", "bce-with-logits")
            .Pair(_draws.LogitsFor(rare), rare).With("weight", Array.ConvertAll(rare, label => label > 0 ? 10 : 0.53));
        yield return new ExaminationCase("rare labels for sigmoid-focal", "sigmoid-focal").Pair(_draws.LogitsFor(rare), rare);
        yield return new ExaminationCase("rare labels in a small batch", "bce-with-logits").Pair(_draws.Normal(32), [1, .. new double[31]]);
        yield return new ExaminationCase("rows of labels", "multi-label-soft-margin")
            .With("prediction", logits, 20, 5).With("target", labels, 20, 5);
    }

    private IEnumerable<ExaminationCase> OfClasses()
    {
        var indices = _draws.Indices(90, 5);
        var rows = _draws.LogitsFor(indices, 5);
        double[] logarithms = Array.ConvertAll(Softmax(rows, 5), Math.Log);
        double[] unequal = [.. Enumerable.Range(0, 200).Select(row => row < 10 ? 2.0 : row % 2)];
        foreach (var loss in new[] { "cross-entropy",
            "cross-entropy:label-smoothing=0.1", "focal", "multi-margin", "poly1-cross-entropy", "generalized-cross-entropy" })
        {
            yield return new ExaminationCase($"scores for {loss}", loss).Classes(rows, 5, indices);
        }

        yield return new ExaminationCase("log-probabilities for nll", "nll").Classes(logarithms, 5, indices);
        yield return new ExaminationCase("one-hot targets for cross-entropy", "cross-entropy")
            .With("prediction", rows, 90, 5).With("target", OneHot(indices, 5), 90, 5);
        yield return new ExaminationCase("soft targets for cross-entropy", "cross-entropy")
            .With("prediction", rows, 90, 5).With("target", Softmax(_draws.Normal(450), 5), 90, 5);
        yield return new ExaminationCase("padding", "cross-entropy")
            .Classes(rows, 5, [.. indices.Take(40), .. Enumerable.Repeat(-100.0, 50)]);
        yield return new ExaminationCase("a masked class", "cross-entropy")
            .Classes([.. rows.Select((logit, i) => i % 5 == 4 ? double.NegativeInfinity : logit)], 5, _draws.Indices(90, 4));
        yield return new ExaminationCase("pixels", "cross-entropy")
            .With("prediction", _draws.Normal(2 * 3 * 16), 2, 3, 4, 4).With("target", _draws.Indices(32, 3), 2, 4, 4);
        yield return new ExaminationCase("unequal classes, weighted", new CrossEntropyLoss(classWeights: [0.7, 0.7, 6.7]))
            .Classes(_draws.LogitsFor(unequal, 3), 3, unequal);
        yield return new ExaminationCase("one row", "cross-entropy").Classes([0.4, 0.6], 2, [1]);
        yield return new ExaminationCase("no class 0 in a batch", "cross-entropy").Classes(_draws.Normal(40), 5, [1, 2, 3, 4, 1, 2, 3, 1]);
        yield return new ExaminationCase("distributions", "kl-divergence")
            .With("prediction", logarithms, 90, 5).With("target", Softmax(_draws.Normal(450), 5), 90, 5);
        yield return new ExaminationCase("a sure and right model", "cross-entropy").Classes(_draws.LogitsFor(indices, 5, 9), 5, indices);
    }

    private IEnumerable<ExaminationCase> OfOthers()
    {
        yield return new ExaminationCase("regions", "dice")
            .With("prediction", Sigmoid(_draws.Normal(64)), 2, 2, 4, 4).With("target", _draws.Indices(32, 2), 2, 4, 4);
        yield return new ExaminationCase("pairs", "contrastive")
            .With("x1", _draws.Normal(40), 10, 4).With("x2", _draws.Normal(40), 10, 4).With("label", _draws.Labels(10));
        yield return new ExaminationCase("embeddings", "sup-con")
            .With("embeddings", _draws.Normal(48), 12, 4).With("labels", _draws.Indices(12, 3));
        yield return new ExaminationCase("boxes", "giou")
            .With("prediction", [0, 0, 2, 2, 1, 1, 3, 4], 2, 4).With("target", [0, 0, 1, 2, 1, 0, 3, 4], 2, 4);
    }

    private IEnumerable<ExaminationCase> OfUntrained()
    {
        yield return Untrained("an untrained classifier", "cross-entropy").Classes(_draws.Normal(600, 0, 0.5), 10, _draws.Indices(60, 10));
        yield return Untrained("a last layer of zeros", "cross-entropy").Classes(new double[300], 5, _draws.Indices(60, 5));
        yield return Untrained("an untrained label", "bce-with-logits").Pair(_draws.Normal(60, 0, 0.5), _draws.Labels(60));
        yield return Untrained("standardised targets", "mse").Pair(_draws.Normal(60, 0, 0.4), _draws.Normal(60));
        yield return Untrained("standardised targets for huber", "huber").Pair(_draws.Normal(60, 0, 0.4), _draws.Normal(60));
    }

    private IEnumerable<ExaminationCase> OfJudged()
    {
        var labels = _draws.Labels(80);
        (string Loss, string Metric)[] numbers =
            [
                ("mse", "rmse"), ("mse", "r-squared"), ("mae", "mae"), ("huber", "mae"), ("huber", "rmse"),
                ("quantile:quantile=0.9", "pinball-0.9"),
            ];
        foreach (var (loss, metric) in numbers)
        {
            yield return Judged(loss, metric).Pair(_draws.Normal(40), _draws.Normal(40));
        }

        (string Loss, string Metric)[] classes =
            [("bce-with-logits", "log-loss"), ("bce-with-logits", "accuracy"), ("sigmoid-focal", "auroc")];
        foreach (var (loss, metric) in classes)
        {
            yield return Judged(loss, metric).Pair(_draws.LogitsFor(labels), labels);
        }
    }

    private static ExaminationCase Untrained(string name, string loss) =>
        new(name, loss) { Options = new() { Stage = TrainingStage.Initial } };

    private static ExaminationCase Judged(string loss, string metric) =>
        new($"{loss} judged by {metric}", loss) { Options = new() { Metric = metric } };
}
