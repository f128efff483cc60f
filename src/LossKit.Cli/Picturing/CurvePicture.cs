namespace LossKit.Cli;

/// <summary>A loss along its curve, evaluated by the library's own kernels in double precision.</summary>
/// <param name="Curve">The path.</param>
/// <param name="Panels">What was found, a panel for each case and set of options.</param>
internal sealed record CurvePicture(LossCurve Curve, IReadOnlyList<CurvePanel> Panels)
{
    /// <summary>The steps along the axis: points at whole and simple fractions of it are hit exactly.</summary>
    public const int Steps = 480;

    /// <summary>Draws a loss of the catalogue along the path of its card, or else of its form of inputs.</summary>
    /// <param name="text">The loss, as the catalogue parses it: <c>huber</c>, <c>huber:delta=0.5</c>.</param>
    /// <returns>The picture, or null where the loss has no path or no number along it.</returns>
    public static CurvePicture? Of(string text)
    {
        var loss = LossCatalog.Parse(text);
        if (CurveForms.Of(loss) is not { } curve)
        {
            return null;
        }

        string[] pictured = text.Contains(':', StringComparison.Ordinal) ? [] : [.. loss.Card.Pictured];
        var panels = new List<CurvePanel>();
        foreach (var @case in curve.Cases)
        {
            if (pictured.Length == 0)
            {
                panels.Add(new(@case.Name, CurveSampling.Lines(loss, curve, @case)));
            }

            foreach (var options in pictured)
            {
                var title = @case.Name.Length > 0 ? $"{@case.Name}, {Words(options)}" : Words(options);
                panels.Add(new(title, CurveSampling.Lines(LossCatalog.Parse($"{loss.Card.Id}:{options}"), curve, @case)));
            }
        }

        return panels.Any(panel => panel.Lines[0].Finite.Any()) ? new(curve, panels) : null;
    }

    private static string Words(string options) =>
        options.Replace(":", ", ", StringComparison.Ordinal).Replace("=", " = ", StringComparison.Ordinal);
}
