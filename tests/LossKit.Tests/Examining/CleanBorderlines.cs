using static LossKit.Tests.ExaminationDraws;

namespace LossKit.Tests;

/// <summary>Sound inputs near the thresholds of the checks: weak and confident models, small tables, rare events, soft labels.</summary>
internal sealed class CleanBorderlines(int seed)
{
    private readonly ExaminationDraws _draws = new(seed + 2000);

    public IEnumerable<ExaminationCase> All => [.. OfNumbers(), .. OfLabels(), .. OfClasses(), .. OfSequences()];

    private IEnumerable<ExaminationCase> OfNumbers()
    {
        var targets = _draws.Normal(200, 150, 77);
        double[] rates = Array.ConvertAll(_draws.Normal(200, 1, 0.5), Math.Exp);
        yield return Clean("a model that explains hardly anything", "mse").Pair(Array.ConvertAll(targets, target => 150 + (0.05 * (target - 150))), targets);
        yield return Clean("nothing explained of centred targets", "mse").Pair(_draws.Normal(200, 0, 0.01), _draws.Normal(200));
        yield return Clean("four centred numbers of which nothing is known", "mse").Pair([0.02, -0.03, 0.05, 0.01], [1.3, 0.4, -0.2, 0.9]);
        yield return Clean("a fifth too high", "mse").Pair(Array.ConvertAll(targets, target => 1.2 * target), targets);
        yield return Clean("medians of amounts with long tails", "mae")
            .Pair(Array.ConvertAll(_draws.Normal(200, 0, 0.3), Math.Exp), Array.ConvertAll(_draws.Normal(200, 0, 2), Math.Exp));
        yield return Clean("whole numbers of few rows", "mse").Pair([1, 2, 3, 4], [1.1, 1.9, 3.2, 4.3]);
        yield return Clean("whole prices for prices with cents", "mae")
            .Pair(Array.ConvertAll(targets, target => Math.Round(3 * target)), Array.ConvertAll(targets, target => 3 * target));
        yield return Clean("ratings both ways", "mae").Pair(_draws.Indices(60, 5), _draws.Indices(60, 5));
        yield return Clean("probabilities of a Brier score", "mse").Pair(Sigmoid(_draws.Normal(60)), _draws.Labels(60));
        yield return Clean("zeros of a rectifier", "mse")
            .Pair(Array.ConvertAll(_draws.Normal(60), value => Math.Max(0, value)), Array.ConvertAll(_draws.Normal(60), Math.Abs));
        yield return Clean("log-rates", "poisson-nll").Pair(Array.ConvertAll(rates, Math.Log), [.. rates.SelectMany(rate => _draws.Counts(1, rate))]);
        yield return Clean("log-rates that are all positive", "poisson-nll")
            .Pair(Array.ConvertAll(rates, rate => Math.Log(40 * rate)), [.. rates.SelectMany(rate => _draws.Counts(1, 40 * rate))]);
        yield return Clean("rates", "poisson-nll:log-input=false").Pair(rates, [.. rates.SelectMany(rate => _draws.Counts(1, rate))]);
        yield return Clean("rates of rare events", "poisson-nll:log-input=false").Pair(Array.ConvertAll(rates, rate => 0.02 * rate), _draws.Counts(200, 0.06));
        yield return Clean("positive log-rates of an untrained model", "poisson-nll")
            .Pair(Array.ConvertAll(_draws.Uniform(60), value => 0.1 + (0.1 * value)), _draws.Counts(60, 3));
    }

    private IEnumerable<ExaminationCase> OfLabels()
    {
        var labels = _draws.Labels(200);
        yield return Clean("labels smoothed", "bce-with-logits").Pair(_draws.LogitsFor(labels), Array.ConvertAll(labels, label => 0.05 + (0.9 * label)));
        yield return Clean("very sure and right", "bce-with-logits").Pair(_draws.LogitsFor(labels, size: 12.0), labels);
        yield return Clean("probabilities of three digits", "bce")
            .Pair(Array.ConvertAll(Sigmoid(_draws.LogitsFor(labels, size: 3.0)), value => Math.Round(value, 3)), labels);
        yield return Clean("logits of a small table that lie in [0, 1]", "bce-with-logits").Pair([0.1, 0.4, 0.2, 0.3], [0, 1, 1, 0]);
        yield return Clean("small positive logits of an untrained model", "bce-with-logits")
            .Pair(Array.ConvertAll(_draws.Uniform(60), value => 0.4 * value), [.. Enumerable.Range(0, 60).Select(i => i % 2.0)]);
        yield return Clean("small positive logits where one label is rare", "bce-with-logits")
            .Pair(Array.ConvertAll(_draws.Uniform(45), value => 0.1 + (0.1 * value)), [1, 1, 1, .. new double[42]]);
        yield return new ExaminationCase("labels of 0 and 1 stored as floats", "bce-with-logits")
            .With("prediction", _draws.LogitsFor(labels)).With("target", new NamedArray(labels, [200]) { Form = NumberForm.Real });
    }

    private IEnumerable<ExaminationCase> OfClasses()
    {
        var indices = _draws.Indices(90, 5);
        var rows = _draws.LogitsFor(indices, 5);
        yield return Clean("small positive scores of an untrained model", "cross-entropy")
            .Classes(Array.ConvertAll(_draws.Uniform(450), value => 0.3 * value), 5, indices);
        yield return Clean("scores of a small table that lie in [0, 1]", "cross-entropy").Classes([0.4, 0.5, 0.2, 0.9, 0.1, 0.6, 0.8, 0.4], 2, [0, 1, 1, 0]);
        yield return Clean("one-hot rows smoothed", "cross-entropy")
            .With("prediction", rows, 90, 5).With("target", Array.ConvertAll(OneHot(indices, 5), value => 0.02 + (0.9 * value)), 90, 5);
        yield return new ExaminationCase("four untrained rows near chance", "cross-entropy") { Options = new() { Stage = TrainingStage.Initial } }
            .Classes(_draws.Normal(12, 0, 0.5), 3, [0, 1, 2, 1]);
        yield return Clean("rows of zeros that pad", "cross-entropy")
            .With("prediction", rows, 90, 5).With("target", [.. OneHot(indices[..60], 5), .. new double[150]], 90, 5);
        yield return Clean("a class 0 that a batch has none of", "cross-entropy")
            .Classes(_draws.Normal(200), 5, [.. Enumerable.Range(0, 40).Select(i => (i % 4) + 1.0)]);
        yield return Clean("an ignored class 0", "cross-entropy:ignore-index=0")
            .Classes(_draws.Normal(300), 5, [.. Enumerable.Range(0, 60).Select(i => (i % 4) + 1.0)]);
        yield return new ExaminationCase("whole labels of which nobody said how they are stored", "cross-entropy").Classes(rows, 5, indices);
        yield return new ExaminationCase("soft rows, which are floats", "cross-entropy")
            .With("prediction", rows, 90, 5).With("target", new NamedArray(Softmax(_draws.Normal(450), 5), [90, 5]) { Form = NumberForm.Real });
        yield return Clean("a student and its teacher", "distillation").With("prediction", rows, 90, 5).With("target", _draws.Normal(450, 0, 3), 90, 5);
        yield return Clean("logarithms on both sides", "kl-divergence:log-target=true")
            .With("prediction", Array.ConvertAll(Softmax(rows, 5), Math.Log), 90, 5)
            .With("target", Array.ConvertAll(Softmax(_draws.Normal(450), 5), Math.Log), 90, 5);
        yield return Clean("regions by cross-entropy and Dice", "cross-entropy-dice")
            .With("prediction", _draws.Normal(384), 2, 3, 8, 8).With("target", _draws.Indices(128, 3), 2, 8, 8);
        yield return Clean("regions by Lovász", "lovasz")
            .With("prediction", _draws.Normal(384), 2, 3, 8, 8).With("target", _draws.Indices(128, 3), 2, 8, 8);
        yield return Clean("scores of a layer inside", "linear-cross-entropy")
            .With("hidden", _draws.Normal(120), 40, 3).With("weights", _draws.Normal(12), 4, 3).With("target", _draws.Indices(40, 4));
    }

    private IEnumerable<ExaminationCase> OfSequences()
    {
        foreach (var (name, logits) in ((string, double[])[])
            [("scores", _draws.Normal(120)), ("log-probabilities", Array.ConvertAll(Softmax(_draws.Normal(120), 5), Math.Log))])
        {
            yield return Clean($"sequences of {name}", "ctc").With("logits", logits, 12, 2, 5)
                .With("targets", [1, 2, 3, 4, 4, 0], 2, 3).With("input-lengths", [12, 3]).With("target-lengths", [3, 2]);
        }

        yield return Clean("a short sequence that is forgiven", "ctc:zero-infinity=true").With("logits", _draws.Normal(12 * 20 * 5), 12, 20, 5)
            .With("targets", [.. Enumerable.Range(0, 60).Select(i => (i % 3) + 1.0)], 20, 3)
            .With("input-lengths", [2, .. Enumerable.Repeat(12.0, 19)]).With("target-lengths", [.. Enumerable.Repeat(3.0, 20)]);
    }

    private static ExaminationCase Clean(string name, string loss) => new(name, loss);
}
