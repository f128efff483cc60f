using System.Globalization;

namespace LossKit.Cli;

/// <summary>Training and validation values of every loss, epoch by epoch.</summary>
internal static class CurvesSection
{
    private const int MostPoints = 400;

    /// <summary>Writes the section.</summary>
    /// <param name="source">The saved results.</param>
    /// <param name="body">Where it goes.</param>
    public static void Write(ReportSource source, ReportBody body)
    {
        var longest = source.Results.Losses.SelectMany(loss => loss.Repeats).Max(repeat => repeat.TrainingCurve.Count);
        body.Begin("curves", "Training and validation");
        if (longest == 0)
        {
            body.Say("No loss finished an epoch.");
        }
        else
        {
            body.Figure(
                Chart(source),
                "Each loss is drawn in its own scale, so compare shapes and not heights: where the validation curve turns up while the "
                + "training curve falls, "
                + "the model begins to learn the rows by heart. The weights of the lowest validation value were measured. A power-of-ten "
                + "axis leaves out values of 0 and below."
                + Thinning.Note(longest, MostPoints));
        }

        body.Details("How training went in each repeat", Table(source));
        body.End();
    }

    private static Chart Chart(ReportSource source) => new()
    {
        Id = "chart-curves",
        Label = "Training and validation value of each loss after each epoch",
        X = "epoch",
        Y = "value of the loss",
        Scale = ChartScale.Logarithmic,
        ViewTitle = "Repeat",
        Views = [.. Enumerable.Range(1, source.Results.Request.Repeats).Select(repeat => repeat.ToString(CultureInfo.InvariantCulture))],
        Series =
        [
            .. source.Results.Losses.SelectMany(loss => loss.Repeats.SelectMany(repeat => new[]
            {
                Curve(loss.Loss, repeat, "validation", repeat.ValidationCurve, ChartShape.Line),
                Curve(loss.Loss, repeat, "training", repeat.TrainingCurve, ChartShape.ThinLine),
            }.Select(series => series with { Look = source.LookOf(loss.Loss) }))),
        ],
    };

    private static ChartSeries Curve(string loss, RepeatDocument repeat, string part, IReadOnlyList<double> values, ChartShape shape)
    {
        var kept = Thinning.Choose(values.Count, MostPoints);
        return new()
        {
            Name = $"{loss}, {part}",
            Switches = [loss, part],
            View = repeat.Repeat - 1,
            Shape = shape,
            X = [.. kept.Select(index => index + 1.0)],
            Y = [.. kept.Select(index => values[index])],
        };
    }

    private static ReportTable Table(ReportSource source) => new(
        "Training in each repeat",
        [
            new("loss", ColumnSide.Left),
            .. ReportColumns.OfNumbers("repeat", "epochs", "best epoch"),
            .. ReportColumns.OfNumbers("first validation", "best validation", "last validation", "last training"),
        ],
        [
            .. source.Results.Losses.SelectMany(loss => loss.Repeats.Select(repeat => new[]
            {
                loss.Loss, $"{repeat.Repeat}", $"{repeat.Epochs}", $"{repeat.BestEpoch}", First(repeat.ValidationCurve),
                repeat.Validation is { } best ? ReportNumber.Of(best) : "-", Last(repeat.ValidationCurve), Last(repeat.TrainingCurve),
            })),
        ],
        "Values are those of each loss itself, so they compare within a loss only.");

    private static string First(IReadOnlyList<double> values) => values.Count > 0 ? ReportNumber.Of(values[0]) : "-";

    private static string Last(IReadOnlyList<double> values) => values.Count > 0 ? ReportNumber.Of(values[^1]) : "-";
}
