using static LossKit.Tests.ExaminationDraws;

namespace LossKit.Tests;

/// <summary>Inputs with one mistake each, and what the doctor must find: that, and nothing else.</summary>
internal sealed class PlantedMistakes(int seed)
{
    private readonly ExaminationDraws _draws = new(seed);

    public IEnumerable<ExaminationCase> All =>
        [.. OfOutputs(), .. OfTargets(), .. OfShapes(), .. OfNumbers(), .. OfTraining(), .. OfMetrics(), .. new PlantedStrangers(seed).All];

    private IEnumerable<ExaminationCase> OfOutputs()
    {
        var labels = _draws.Labels(60);
        var indices = _draws.Indices(60, 4);
        var logits = _draws.LogitsFor(labels);
        var rows = _draws.LogitsFor(indices, 4);
        double[] few = [0.9, 0.2, 0.7, 0.1];
        yield return Case("probabilities to bce-with-logits", "bce-with-logits", FindingCode.ProbabilitiesAsLogits)
            .Pair(Sigmoid(logits), labels);
        yield return Case("probabilities that know nothing", "bce-with-logits", FindingCode.ProbabilitiesAsLogits)
            .Pair(Sigmoid(_draws.Normal(60, 0, 2)), labels);
        yield return Case("four probabilities", "bce-with-logits", FindingCode.ProbabilitiesAsLogits).Pair(few, [1, 0, 1, 0]);
        yield return Case("probabilities to sigmoid-focal", "sigmoid-focal", FindingCode.ProbabilitiesAsLogits)
            .Pair(Sigmoid(logits), labels);
        yield return Case("probabilities to hinge", "hinge", FindingCode.ProbabilitiesAsLogits)
            .Pair(Sigmoid(logits), Array.ConvertAll(labels, label => (2 * label) - 1));
        yield return Case("probabilities of many labels", "multi-label-soft-margin", FindingCode.ProbabilitiesAsLogits)
            .With("prediction", Sigmoid(logits), 20, 3).With("target", labels, 20, 3);
        yield return Case("softmax before cross-entropy", "cross-entropy", FindingCode.SoftmaxedRows).Classes(Softmax(rows, 4), 4, indices);
        yield return Case("softmax before focal", "focal", FindingCode.SoftmaxedRows).Classes(Softmax(rows, 4), 4, indices);
        yield return Case("softmax before a margin", "multi-margin", FindingCode.SoftmaxedRows).Classes(Softmax(rows, 4), 4, indices);
        yield return Case("softmax, two digits kept", "cross-entropy", FindingCode.SoftmaxedRows)
            .Classes(Array.ConvertAll(Softmax(rows, 4), value => Math.Round(value, 3)), 4, indices);
        yield return Case("log-softmax before cross-entropy", "cross-entropy", FindingCode.LogSoftmaxedRows)
            .Classes(Array.ConvertAll(Softmax(rows, 4), Math.Log), 4, indices);
        yield return Case("logits to bce", "bce", FindingCode.LogitsAsProbabilities).Pair(logits, labels);
        yield return Case("logits to dice", "dice", FindingCode.LogitsAsProbabilities)
            .With("prediction", logits, 2, 1, 30).With("target", labels, 2, 1, 30);
        yield return Case("probabilities to nll", "nll", FindingCode.ProbabilitiesAsLogProbabilities).Classes(Softmax(rows, 4), 4, indices);
        yield return Case("probabilities to kl-divergence", "kl-divergence", FindingCode.ProbabilitiesAsLogProbabilities)
            .With("prediction", Softmax(rows, 4), 60, 4).With("target", Softmax(_draws.Normal(240), 4), 60, 4);
        yield return Case("logits to nll", "nll", FindingCode.LogitsAsLogProbabilities).Classes(rows, 4, indices);
    }

    private IEnumerable<ExaminationCase> OfTargets()
    {
        var labels = _draws.Labels(60);
        var indices = _draws.Indices(60, 4);
        var logits = _draws.LogitsFor(labels);
        var rows = _draws.LogitsFor(indices, 4);
        yield return Case("one-hot to focal", "focal", FindingCode.OneHotAsIndices)
            .With("prediction", rows, 60, 4).With("target", OneHot(indices, 4), 60, 4);
        yield return Case("indices to bce-with-logits", "bce-with-logits", FindingCode.IndicesAsOneHot).Classes(rows, 4, indices);
        yield return Case("class numbers as yes or no", "bce-with-logits", FindingCode.IndicesAsOneHot).Pair(logits, indices);
        yield return Case("labels from 1 to 4", "cross-entropy", FindingCode.LabelsFromOne)
            .Classes(rows, 4, Array.ConvertAll(indices, index => index + 1));
        yield return Case("labels 1 and 2", "bce-with-logits", FindingCode.LabelsFromOne)
            .Pair(logits, Array.ConvertAll(labels, label => label + 1));
        yield return Case("standardised labels", "cross-entropy", FindingCode.LabelsAsFloats)
            .Classes(rows, 4, Array.ConvertAll(indices, index => (index - 1.5) / 1.1));
        yield return Case("signs to bce-with-logits", "bce-with-logits", FindingCode.SignsAsZeroOne)
            .Pair(logits, Array.ConvertAll(labels, label => (2 * label) - 1));
        yield return Case("signs as indices", "cross-entropy", FindingCode.SignsAsZeroOne)
            .Classes(_draws.Normal(120), 2, Array.ConvertAll(labels, label => (2 * label) - 1));
        yield return Case("signs of pairs", "contrastive", FindingCode.SignsAsZeroOne)
            .With("x1", _draws.Normal(40), 10, 4).With("x2", _draws.Normal(40), 10, 4).With("label", [1, -1, 1, -1, 1, 1, -1, -1, 1, -1]);
        yield return Case("0 and 1 to hinge", "hinge", FindingCode.ZeroOneAsSigns).Pair(logits, labels);
        yield return Case("negative counts", "poisson-nll", FindingCode.TargetOutsideDomain)
            .Pair(_draws.Normal(40), [.. _draws.Counts(39, 3), -1]);
        yield return Case("padding of -1", "cross-entropy", FindingCode.TargetOutsideDomain).Classes(rows, 4, [.. indices.Take(59), -1]);
        yield return Case("swapped for bce", "bce", FindingCode.SwappedArguments).Pair(labels, Sigmoid(logits));
        yield return Case("swapped for bce-with-logits", "bce-with-logits", FindingCode.SwappedArguments).Pair(labels, logits);
        yield return Case("swapped for cross-entropy", "cross-entropy", FindingCode.SwappedArguments)
            .With("prediction", indices).With("target", rows, 60, 4);
        yield return Case("swapped for poisson-nll", "poisson-nll", FindingCode.SwappedArguments)
            .Pair(_draws.Counts(40, 3), _draws.Normal(40));
    }

    private IEnumerable<ExaminationCase> OfShapes()
    {
        yield return Case("a column against a row", "mse", FindingCode.ColumnAgainstRow)
            .With("prediction", _draws.Normal(30), 30, 1).With("target", _draws.Normal(30));
        yield return Case("a column of indices", "cross-entropy", FindingCode.ColumnAgainstRow)
            .With("prediction", _draws.Normal(90), 30, 3).With("target", _draws.Indices(30, 3), 30, 1);
        yield return Case("too few targets", "mse", FindingCode.ShapeMismatch)
            .With("prediction", _draws.Normal(30)).With("target", _draws.Normal(29));
        yield return Case("edges the wrong way round", "giou", FindingCode.Refused)
            .With("prediction", [2, 2, 1, 3], 1, 4).With("target", [0, 0, 1, 1], 1, 4);
    }

    private IEnumerable<ExaminationCase> OfNumbers()
    {
        var targets = _draws.Normal(40);
        yield return Case("NaN in a prediction", "mse", FindingCode.NotFinite)
            .Pair([.. targets.Take(20), double.NaN, .. targets.Skip(21)], targets);
        yield return Case("an infinite target", "huber", FindingCode.NotFinite)
            .Pair(targets, [.. targets.Take(39), double.PositiveInfinity]);
        yield return Case("a certain mistake", "nll", FindingCode.NotFinite)
            .Classes([double.NegativeInfinity, 0, 0, double.NegativeInfinity], 2, [0, 0]);
        yield return Case("a variance below 0", "gaussian-nll", FindingCode.InputOutsideDomain)
            .Pair(targets, _draws.Normal(40)).With("variance", [.. Enumerable.Repeat(0.5, 39), -0.1]);
        yield return Case("every target ignored", "cross-entropy", FindingCode.TargetsIgnored)
            .Classes(_draws.Normal(60), 3, [.. Enumerable.Repeat(-100.0, 20)]);
    }

    private IEnumerable<ExaminationCase> OfTraining()
    {
        var labels = _draws.Labels(60);
        var rare = new double[200];
        Array.Fill(rare, 1, 0, 8);
        var targets = _draws.Normal(60, 200, 60);
        var answers = _draws.Indices(60, 4);
        yield return Case("a constant", "mse", FindingCode.ConstantPrediction).Pair([.. Enumerable.Repeat(0.7, 40)], _draws.Normal(40));
        yield return Case("the same row for every sample", "cross-entropy", FindingCode.ConstantPrediction)
            .Classes([.. Enumerable.Repeat(new[] { 0.3, -0.1, 0.7 }, 40).SelectMany(row => row)], 3, _draws.Indices(40, 3));
        yield return Case("embeddings that fell together", "sup-con", FindingCode.ConstantPrediction)
            .With("embeddings", [.. Enumerable.Repeat(new[] { 0.6, 0.8 }, 10).SelectMany(row => row)], 10, 2)
            .With("labels", _draws.Indices(10, 2));
        yield return Case("saturated logits", "bce-with-logits", FindingCode.SaturatedPrediction)
            .Pair(Array.ConvertAll(_draws.Normal(60), logit => 60.0 * Math.Sign(logit)), labels);
        yield return Case("saturated rows", "cross-entropy", FindingCode.SaturatedPrediction)
            .Classes(_draws.Normal(180, 0, 80), 3, _draws.Indices(60, 3));
        yield return Case("4 % positive", "bce-with-logits", FindingCode.ClassImbalance).Pair(_draws.Normal(200), rare);
        yield return Case("a rare class", "cross-entropy", FindingCode.ClassImbalance)
            .Classes(_draws.Normal(600), 3, [.. rare.Select((label, i) => label > 0 ? 2 : i % 2.0)]);
        yield return Case("squares beside absolute errors", "mse + mae", FindingCode.TermsOutOfScale)
            .Pair(_draws.Normal(60, 200, 20), targets);
        yield return Initial("logits too large at the start", "cross-entropy", FindingCode.InitialLossOffChance)
            .Classes(_draws.Normal(600, 0, 6), 10, _draws.Indices(60, 10));
        yield return Initial("an answer among the features", "cross-entropy", FindingCode.InitialLossOffChance)
            .Classes(_draws.LogitsFor(answers, 4, 6), 4, answers);
        yield return Initial("targets that were not standardised", "mse", FindingCode.InitialLossOffChance)
            .Pair(_draws.Normal(60, 0, 0.3), targets);
    }

    private IEnumerable<ExaminationCase> OfMetrics()
    {
        var targets = _draws.Normal(60);
        var predictions = _draws.Normal(60);
        var labels = _draws.Labels(60);
        yield return Judged("mae", "mse").Pair(predictions, targets);
        yield return Judged("rmse", "mae").Pair(predictions, targets);
        yield return Judged("pinball-0.9", "mse").Pair(predictions, targets);
        yield return Judged("log-loss", "hinge").Pair(predictions, Array.ConvertAll(labels, label => (2 * label) - 1));
        yield return Judged("log-loss", "sigmoid-focal").Pair(predictions, labels);
        yield return Judged("accuracy", "mse").Pair(predictions, targets);
        yield return Judged("accuracy", "bce-with-logits").Pair(predictions, [.. Enumerable.Repeat(1.0, 52), .. Enumerable.Repeat(0.0, 8)]);
    }

    private static ExaminationCase Case(string name, string loss, FindingCode code) => new(name, loss) { Expected = [code] };

    private static ExaminationCase Initial(string name, string loss, FindingCode code) =>
        new(name, loss) { Expected = [code], Options = new() { Stage = TrainingStage.Initial } };

    private static ExaminationCase Judged(string metric, string loss) =>
        new($"{loss} judged by {metric}", loss) { Expected = [FindingCode.MetricDisagrees], Options = new() { Metric = metric } };
}
