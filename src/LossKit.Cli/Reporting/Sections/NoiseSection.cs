using System.Globalization;

namespace LossKit.Cli;

/// <summary>Which noise the residuals look like, and so which loss they ask for themselves; for regression.</summary>
internal static class NoiseSection
{
    private const int CurvePoints = 121;
    private const int MostResiduals = 20_000;

    /// <summary>Writes the section.</summary>
    /// <param name="source">The saved results.</param>
    /// <param name="body">Where it goes.</param>
    public static void Write(ReportSource source, ReportBody body)
    {
        if (source.Task != LearningTask.Regression)
        {
            return;
        }

        FittedLoss[] fitted = [.. source.BestFirst.Select(FittedLoss.Of).Where(loss => loss.Fits.Count > 0)];
        body.Begin("noise", "The loss that the residuals ask for");
        body.Say(
            "A loss is the negative logarithm of a distribution of noise. Each distribution here is fitted to the residuals, "
            + "prediction − target, by maximum likelihood; AIC sets its likelihood against the number of its parameters. "
            + $"Lower is better, and differences below {NoiseFits.AboutAsGood:0} say nothing. "
            + "Each row counts once, in the first repeat that tested it.");
        if (fitted.Length == 0)
        {
            body.Say($"No residuals can be fitted: that needs {NoiseFits.FewestResiduals} or more of a loss, finite and not all equal.");
        }
        else
        {
            body.Figure(Chart(fitted, source), Sentence(fitted[0]));
            body.Table(Table(fitted[0]));
            if (fitted.Length > 1)
            {
                body.Details("The residuals of the other losses", fitted.Skip(1).Select(Table));
            }
        }

        body.End();
    }

    private static Chart Chart(FittedLoss[] fitted, ReportSource source) => new()
    {
        Id = "chart-noise",
        Label = "The residuals of a loss and the distributions fitted to them",
        X = $"prediction − {source.Results.Request.Target}",
        Y = "density",
        ViewTitle = "Residuals of",
        Views = [.. fitted.Select(loss => loss.Loss)],
        Series = [.. fitted.Index().SelectMany(item => Series(item.Item, item.Index))],
    };

    private static IEnumerable<ChartSeries> Series(FittedLoss loss, int view)
    {
        var histogram = Histogram.Of(loss.Residuals, Histogram.EdgesFor(loss.Residuals));
        var (low, high) = (histogram.Edges[0], histogram.Edges[^1]);
        var x = Enumerable.Range(0, CurvePoints).Select(i => low + ((high - low) * i / (CurvePoints - 1))).ToArray();
        yield return new()
        {
            Name = "residuals",
            Switches = ["residuals"],
            View = view,
            Shape = ChartShape.Area,
            X = histogram.Edges,
            Y = [.. Enumerable.Range(0, histogram.Counts.Count).Select(histogram.Density)],
        };
        foreach (var fit in loss.Fits.OrderBy(fit => fit.Family))
        {
            yield return new()
            {
                Name = NameOf(fit.Family),
                Switches = [NameOf(fit.Family)],
                View = view,
                Look = (int)fit.Family,
                Shape = ChartShape.Line,
                X = x,
                Y = [.. x.Select(fit.Density)],
            };
        }
    }

    private static string Sentence(FittedLoss loss)
    {
        var best = loss.Fits[0];
        var rivals = loss.Fits.Skip(1).Where(fit => fit.Aic - best.Aic < NoiseFits.AboutAsGood)
            .Select(fit => $"{NameOf(fit.Family)} ({LossOf(fit)})")
            .ToArray();
        var alike = rivals.Length == 0
            ? string.Empty
            : $" {string.Join(" and ", rivals)} {(rivals.Length == 1 ? "is" : "are")} about as good.";
        return $"The residuals of {loss.Loss} look most like {NameOf(best.Family)} noise, which asks for {LossOf(best)}.{alike}"
            + (loss.Count > MostResiduals ? $" Of {loss.Count} residuals {MostResiduals} were fitted, taken evenly." : string.Empty);
    }

    private static ReportTable Table(FittedLoss loss) => new(
        $"Noise fitted to the residuals of {loss.Loss}, best first",
        [
            new("noise", ColumnSide.Left), new("asks for", ColumnSide.Left),
            .. ReportColumns.OfNumbers("location", "scale", "ν", "ln likelihood", "AIC", "AIC − best"),
        ],
        [
            .. loss.Fits.Select(fit => new[]
            {
                NameOf(fit.Family), LossOf(fit), ReportNumber.Of(fit.Location), ReportNumber.Of(fit.Scale), Freedom(fit),
                Tenths(fit.LogLikelihood), Tenths(fit.Aic), Tenths(fit.Aic - loss.Fits[0].Aic),
            }),
        ],
        "AIC = 2 · parameters − 2 · ln likelihood. It judges the noise around this model, not the model.");

    private static string Tenths(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string NameOf(NoiseFamily family) => family switch
    {
        NoiseFamily.StudentT => "Student-t",
        _ => family.ToString(),
    };

    private static string Freedom(NoiseFit fit) => fit.DegreesOfFreedom switch
    {
        null => string.Empty,

        // From here on it is the normal distribution for all that a reader can see.
        > 100 => "over 100",
        var freedom => ReportNumber.Of(freedom.Value),
    };

    private static string LossOf(NoiseFit fit) => fit.Family switch
    {
        NoiseFamily.Gaussian => "mse",
        NoiseFamily.Laplace => "mae",
        NoiseFamily.Logistic => "log-cosh",
        _ => "student-t-nll",
    };

    /// <summary>The residuals of a loss, and what was fitted to them.</summary>
    private sealed record FittedLoss(string Loss, int Count, double[] Residuals, IReadOnlyList<NoiseFit> Fits)
    {
        public static FittedLoss Of(SavedPredictions saved)
        {
            var all = saved.ResidualsOfDistinctRows();
            var residuals = Thinning.Choose(all.Length, MostResiduals).Select(index => all[index]).ToArray();
            return new(saved.Loss, all.Length, residuals, NoiseFits.Of(residuals));
        }
    }
}
