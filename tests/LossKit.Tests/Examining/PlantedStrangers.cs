using static LossKit.Tests.ExaminationDraws;

namespace LossKit.Tests;

/// <summary>
/// Mistakes as people of other libraries make them: units, scales and axes that are only a little off, losses with a softmax inside that one
/// does not expect, sequences, and layers inside a loss.
/// </summary>
internal sealed class PlantedStrangers(int seed)
{
    private readonly ExaminationDraws _draws = new(seed + 1000);

    public IEnumerable<ExaminationCase> All => [.. OfOutputs(), .. OfTargets(), .. OfUnits(), .. OfRegions(), .. OfSequences(), .. OfLayers()];

    private IEnumerable<ExaminationCase> OfOutputs()
    {
        var labels = _draws.Labels(60);
        var indices = _draws.Indices(60, 4);
        var rows = _draws.LogitsFor(indices, 4);
        double[] percentages = Array.ConvertAll(Sigmoid(_draws.LogitsFor(labels)), value => 100 * value);
        yield return Case("percentages to bce", "bce", FindingCode.PercentagesAsProbabilities).Pair(percentages, labels);
        yield return Case("percentages to bce-with-logits", "bce-with-logits", FindingCode.PercentagesAsProbabilities).Pair(percentages, labels);
        yield return Case("four percentages", "bce", FindingCode.PercentagesAsProbabilities).Pair([92, 8, 71, 30], [1, 0, 1, 0]);
        yield return Case("rows in per cent", "cross-entropy", FindingCode.PercentagesAsProbabilities)
            .Classes(Array.ConvertAll(Softmax(rows, 4), value => 100 * value), 4, indices);
        yield return Case("a sigmoid before cross-entropy", "cross-entropy", FindingCode.ProbabilitiesAsLogits).Classes(Sigmoid(rows), 4, indices);
        yield return Case("a softmax along the batch", "cross-entropy", FindingCode.SoftmaxedRows)
            .Classes(Transposed(Softmax(Transposed(rows, 4), 60), 60), 4, indices);
        yield return Case("a softmax along the positions", "cross-entropy", FindingCode.SoftmaxedRows)
            .With("prediction", Softmax(_draws.Normal(140), 7), 4, 5, 7).With("target", _draws.Indices(28, 5), 4, 7);
        yield return Case("a softmax of which two digits are kept", "focal", FindingCode.SoftmaxedRows)
            .Classes(Array.ConvertAll(Softmax(rows, 4), value => Math.Round(value, 2)), 4, indices);
        yield return Case("a teacher's softmax", "distillation", FindingCode.SoftmaxedRows)
            .With("prediction", rows, 60, 4).With("target", Softmax(_draws.Normal(240), 4), 60, 4);
        yield return Case("probabilities under log-target", "kl-divergence:log-target=true", FindingCode.ProbabilitiesAsLogProbabilities)
            .With("prediction", Logarithms(rows, 4), 60, 4).With("target", Softmax(_draws.Normal(240), 4), 60, 4);
        yield return Case("swapped for kl-divergence", "kl-divergence", FindingCode.SwappedArguments)
            .With("prediction", Softmax(_draws.Normal(240), 4), 60, 4).With("target", Logarithms(rows, 4), 60, 4);
    }

    private IEnumerable<ExaminationCase> OfTargets()
    {
        var indices = _draws.Indices(60, 4);
        var rows = _draws.LogitsFor(indices, 4);
        double[] several = [.. _draws.Labels(240, 0.4)];
        yield return Case("logarithms as targets without log-target", "kl-divergence", FindingCode.TargetOutsideDomain)
            .With("prediction", Logarithms(rows, 4), 60, 4).With("target", Logarithms(_draws.Normal(240), 4), 60, 4);
        yield return Case("counts as a distribution", "kl-divergence", FindingCode.RowsNotDistributions)
            .With("prediction", Logarithms(rows, 4), 60, 4).With("target", _draws.Counts(240, 5), 60, 4);
        yield return Case("several classes at once", "cross-entropy", FindingCode.RowsNotDistributions)
            .With("prediction", rows, 60, 4).With("target", several, 60, 4);
        yield return new ExaminationCase("whole labels stored as floats", "cross-entropy") { Expected = [FindingCode.LabelsAsFloats] }
            .With("prediction", rows, 60, 4).With("target", new NamedArray(indices, [60]) { Form = NumberForm.Real });
        yield return Case("labels from 1 with an output to spare", "cross-entropy", FindingCode.LabelsFromOne)
            .Classes(_draws.Normal(300), 5, [.. Enumerable.Range(0, 60).Select(i => (i % 4) + 1.0)]);
        yield return Case("a mask of bytes", "bce-with-logits", FindingCode.TargetOutsideDomain)
            .Pair(_draws.Normal(60), Array.ConvertAll(_draws.Labels(60), label => 255 * label));
        yield return Case("targets in per cent", "bce", FindingCode.TargetOutsideDomain)
            .Pair(Sigmoid(_draws.Normal(60)), Array.ConvertAll(_draws.Labels(60), label => 100 * label));
        yield return Case("a percentage of nothing", "mape", FindingCode.TargetOutsideDomain)
            .Pair(_draws.Normal(40, 20, 3), [.. _draws.Normal(39, 20, 3), 0]);
        yield return Case("one output for two classes", "cross-entropy", FindingCode.TargetOutsideDomain)
            .Classes(_draws.Normal(60), 1, [.. _draws.Labels(58), 0, 1]);
        yield return Case("classes along the last axis", "cross-entropy", FindingCode.ShapeMismatch)
            .With("prediction", _draws.Normal(4 * 7 * 5), 4, 7, 5).With("target", _draws.Indices(28, 5), 4, 7);
    }

    private IEnumerable<ExaminationCase> OfUnits()
    {
        var bytes = _draws.Indices(256, 256);
        var amounts = _draws.Normal(100, 11, 0.5);
        var prices = _draws.Normal(100, 20, 3);
        double[] rates = Array.ConvertAll(_draws.Normal(60, 1.2, 0.4), Math.Exp);
        yield return Case("bytes against an image from 0 to 1", "mse", FindingCode.DifferentUnits)
            .With("prediction", _draws.Uniform(256), 1, 1, 16, 16).With("target", bytes, 1, 1, 16, 16);
        yield return Case("four bytes", "mse", FindingCode.DifferentUnits).Pair([0.1, 0.52, 0.9, 0.28], [25, 130, 231, 77]);
        yield return Case("an image from 0 to 1 against bytes", "mae", FindingCode.DifferentUnits)
            .Pair(bytes, Array.ConvertAll(bytes, value => value / 255));
        yield return Case("logarithms of amounts against amounts", "huber", FindingCode.DifferentUnits)
            .Pair([.. amounts.Zip(_draws.Normal(100, 0, 0.1), (amount, noise) => amount + noise)], Array.ConvertAll(amounts, Math.Exp));
        yield return Case("standardised against raw", "mse", FindingCode.DifferentUnits)
            .Pair([.. prices.Zip(_draws.Normal(100, 0, 0.3), (price, noise) => ((price - 20) / 3) + noise)], prices);
        yield return Case("a sigmoid at the end of a regression", "mse", FindingCode.DifferentUnits).Pair(Sigmoid(_draws.Normal(100)), prices);
        yield return Case("nothing but the mean", "mse", FindingCode.ConstantPrediction)
            .Pair(_draws.Normal(100, 20, 3e-4), prices);
        yield return Case("the same number four times", "mse", FindingCode.ConstantPrediction).Pair([0.5, 0.5, 0.5, 0.5], [1, 2, 3, 5]);
        yield return new ExaminationCase("four untrained rows far from chance", "cross-entropy")
        {
            Expected = [FindingCode.InitialLossOffChance],
            Options = new() { Stage = TrainingStage.Initial },
        }.Classes([14, -9, 2, -8, 11, 3, 5, -16, 9, 12, 3, -7], 3, [1, 0, 1, 2]);
        yield return Case("rates as log-rates", "poisson-nll", FindingCode.MeansOnWrongScale)
            .Pair(rates, [.. rates.SelectMany(rate => _draws.Counts(1, rate))]);
        yield return Case("log-rates as rates", "poisson-nll:log-input=false", FindingCode.MeansOnWrongScale)
            .Pair(Array.ConvertAll(rates, rate => Math.Log(20 * rate)), [.. rates.SelectMany(rate => _draws.Counts(1, 20 * rate))]);
        yield return Case("four rates as log-rates", "poisson-nll", FindingCode.MeansOnWrongScale).Pair([1.2, 3.5, 7.1, 2.2], [1, 4, 7, 2]);
        yield return Case("amounts as their logarithms", "gamma-nll", FindingCode.MeansOnWrongScale)
            .Pair(Array.ConvertAll(rates, rate => 200 * rate), Array.ConvertAll(rates, rate => 210 * rate));
        yield return Case("ratings as predictions", "mse", FindingCode.SwappedArguments).Pair(_draws.Indices(60, 5), _draws.Normal(60, 2));
        yield return Case("counts as log-rates", "poisson-nll", FindingCode.SwappedArguments)
            .Pair([.. rates.SelectMany(rate => _draws.Counts(1, 9 * rate))], Array.ConvertAll(rates, rate => Math.Log(9 * rate)));
        yield return Case("more than a float can hold", "mse", FindingCode.NotFinite)
            .Pair([1e30, 2, 3, 4], [1, 2, 3, 4]);
    }

    private IEnumerable<ExaminationCase> OfRegions()
    {
        var classes = _draws.Indices(128, 3);
        var scores = _draws.Normal(384, 0, 2);

        // Softmax goes along the last axis here: [2,64,3] becomes [2,3,64].
        double[] softmaxed = [.. Softmax(scores, 3).Chunk(192).SelectMany(sample => Transposed(sample, 3))];
        foreach (var loss in new[] { "cross-entropy-dice", "lovasz" })
        {
            yield return Case($"softmax before {loss}", loss, FindingCode.SoftmaxedRows)
                .With("prediction", softmaxed, 2, 3, 8, 8).With("target", classes, 2, 8, 8);
            yield return Case($"labels from 1 for {loss}", loss, FindingCode.LabelsFromOne)
                .With("prediction", scores, 2, 3, 8, 8).With("target", Array.ConvertAll(classes, index => index + 1), 2, 8, 8);
            yield return Case($"everything ignored by {loss}", $"{loss}:ignore-index=255", FindingCode.TargetsIgnored)
                .With("prediction", scores, 2, 3, 8, 8).With("target", [.. Enumerable.Repeat(255.0, 128)], 2, 8, 8);
        }

        yield return Case("class numbers as a mask", "dice", FindingCode.IndicesAsOneHot)
            .With("prediction", Sigmoid(scores[..128]), 2, 1, 64).With("target", classes, 2, 1, 64);
        yield return Case("one-hot for cross-entropy-dice", "cross-entropy-dice", FindingCode.OneHotAsIndices)
            .With("prediction", scores[..192], 64, 3).With("target", OneHot(classes[..64], 3), 64, 3);
        yield return Case("probabilities for the binary lovasz", "lovasz:mode=binary", FindingCode.ProbabilitiesAsLogits)
            .With("prediction", Sigmoid(scores[..128]), 2, 1, 64).With("target", Array.ConvertAll(classes, index => Math.Min(index, 1)), 2, 1, 64);
        yield return new ExaminationCase("an untrained segmentation far from chance", "cross-entropy-dice")
        {
            Expected = [FindingCode.InitialLossOffChance],
            Options = new() { Stage = TrainingStage.Initial },
        }.With("prediction", _draws.Normal(384, 0, 9), 2, 3, 8, 8).With("target", classes, 2, 8, 8);
    }

    private IEnumerable<ExaminationCase> OfSequences()
    {
        yield return Sequences("probabilities to ctc", FindingCode.SoftmaxedRows, logits: Softmax(_draws.Normal(12 * 2 * 5), 5));
        yield return Sequences("a blank among labels", FindingCode.TargetOutsideDomain, targets: [1, 0, 3, 2, 2, 4]);
        yield return Sequences("no output for the blank", FindingCode.TargetOutsideDomain, targets: [1, 5, 3, 2, 2, 4]);
        yield return Sequences("more labels than frames", FindingCode.ImpossibleAlignment, inputLengths: [12, 2]);
        yield return Sequences("equal labels without a frame between", FindingCode.ImpossibleAlignment, inputLengths: [12, 3]);
        yield return Sequences("more frames than there are", FindingCode.InputOutsideDomain, inputLengths: [12, 13]);
        yield return Sequences("dead frames", FindingCode.ConstantPrediction, logits: [.. Enumerable.Repeat(0.7, 120)]);
        yield return new ExaminationCase("sequences before frames", "ctc") { Expected = [FindingCode.ShapeMismatch] }
            .With("logits", _draws.Normal(120), 2, 12, 5).With("targets", [1, 2, 3, 2, 2, 4], 2, 3)
            .With("input-lengths", [12, 12]).With("target-lengths", [3, 3]);
    }

    private IEnumerable<ExaminationCase> OfLayers()
    {
        yield return Layer("labels from 1 for a layer", FindingCode.LabelsFromOne, [.. Enumerable.Range(0, 40).Select(i => (i % 4) + 1.0)]);
        yield return Layer("all ignored behind a layer", FindingCode.TargetsIgnored, [.. Enumerable.Repeat(-100.0, 40)]);
        yield return Layer("a class far from there", FindingCode.TargetOutsideDomain, [.. _draws.Indices(39, 4), 9]);
        yield return Layer("hidden states all alike", FindingCode.ConstantPrediction, _draws.Indices(40, 4), [.. Enumerable.Repeat(0.3, 120)]);
        yield return Layer("a layer far too large", FindingCode.SaturatedPrediction, _draws.Indices(40, 4), _draws.Normal(120, 0, 90));
        yield return Layer("rare classes behind a layer", FindingCode.ClassImbalance, [.. Enumerable.Range(0, 120).Select(i => i < 4 ? 1.0 : 0)], _draws.Normal(360));
    }

    private ExaminationCase Sequences(
        string name, FindingCode code, double[]? logits = null, double[]? targets = null, double[]? inputLengths = null) =>
        new ExaminationCase(name, "ctc") { Expected = [code] }
            .With("logits", logits ?? _draws.Normal(120), 12, 2, 5)
            .With("targets", targets ?? [1, 2, 3, 2, 2, 4], 2, 3)
            .With("input-lengths", inputLengths ?? [12, 12])
            .With("target-lengths", [3, 3]);

    private ExaminationCase Layer(string name, FindingCode code, double[] targets, double[]? hidden = null) =>
        new ExaminationCase(name, "linear-cross-entropy") { Expected = [code] }
            .With("hidden", hidden ?? _draws.Normal(3 * targets.Length), targets.Length, 3)
            .With("weights", _draws.Normal(12), 4, 3)
            .With("target", targets);

    private static double[] Logarithms(double[] logits, int classes) => Array.ConvertAll(Softmax(logits, classes), Math.Log);

    private static double[] Transposed(double[] values, int columns) =>
        [.. Enumerable.Range(0, columns).SelectMany(column => values.Where((_, i) => i % columns == column))];

    private static ExaminationCase Case(string name, string loss, FindingCode code) => new(name, loss) { Expected = [code] };
}
