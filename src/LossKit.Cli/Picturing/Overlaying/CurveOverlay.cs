namespace LossKit.Cli;

/// <summary>A loss in a picture of several.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Lines">Its lines, the value first.</param>
internal sealed record OverlaySeries(string Name, IReadOnlyList<CurveLine> Lines)
{
    /// <summary>Gives one of its lines.</summary>
    /// <param name="quantity">What the line shows.</param>
    /// <returns>The line, or null where the loss does not have it.</returns>
    public CurveLine? Line(CurveQuantity quantity) => Lines.FirstOrDefault(line => line.Quantity == quantity);
}

/// <summary>Losses laid over each other for one case of their inputs.</summary>
/// <param name="Title">What sets the case apart from the others; empty where there are none.</param>
/// <param name="Series">The losses, in the order they were asked for.</param>
internal sealed record OverlayPanel(string Title, IReadOnlyList<OverlaySeries> Series);

/// <summary>Several losses along the path that they share, evaluated by the library's own kernels in double precision.</summary>
/// <param name="Curve">The path; the cases are those of the first loss.</param>
/// <param name="Cards">The cards of the losses, each once.</param>
/// <param name="Names">What the legend calls the losses, in the order they were asked for.</param>
/// <param name="Panels">What was found: a panel for each case, or one for all where the losses' cases differ.</param>
internal sealed record CurveOverlay(
    LossCurve Curve, IReadOnlyList<LossCard> Cards, IReadOnlyList<string> Names, IReadOnlyList<OverlayPanel> Panels)
{
    /// <summary>The most losses in a picture: more have no colours and dashes that a reader can tell apart.</summary>
    public const int MostLosses = 12;

    /// <summary>Lays losses over each other.</summary>
    /// <param name="texts">The losses as the catalogue parses them, at least one: <c>huber:delta=0.5</c>.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="UsageException">They have no path in common, one is there twice, or there are too many.</exception>
    /// <exception cref="LossException">A loss or an option is unknown, or a value lies outside its domain.</exception>
    public static CurveOverlay Of(IReadOnlyList<string> texts)
    {
        if (texts.Count > MostLosses)
        {
            throw new UsageException($"{texts.Count} losses are too many for one picture: name at most {MostLosses}.");
        }

        var placed = texts.Select(PlacedLoss.Of).ToArray();
        OverlayRules.Check(placed);
        var shared = placed[0].Curve;
        var series = placed.Select(loss => loss.Series()).ToArray();
        var panels = PanelsOf(placed, series);
        return new(
            shared,
            [.. placed.Select(loss => loss.Loss.Card).Distinct()],
            [.. panels[0].Series.Select(line => line.Name)],
            panels);
    }

    /// <summary>Gives which of the quantities the losses have.</summary>
    /// <param name="detail">How much of a loss is shown.</param>
    /// <returns>The quantities; the Hessian is among them where one loss has it.</returns>
    public IReadOnlyList<CurveQuantity> Quantities(CurveDetail detail) => detail == CurveDetail.Value
        ? [CurveQuantity.Value]
        : [.. Enum.GetValues<CurveQuantity>().Where(Has)];

    /// <summary>Gives the range of heights that the panels of a quantity share.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <returns>The range, with 0 in it.</returns>
    public PictureRange RangeOf(CurveQuantity quantity) => PictureRange.Alone(LinesOf(quantity));

    // Losses whose cases differ have one panel, whose lines are named by the case too.
    private static OverlayPanel[] PanelsOf(PlacedLoss[] placed, IReadOnlyList<CurveLine>[][] series)
    {
        var cases = placed[0].CaseNames;
        return Array.TrueForAll(placed, loss => loss.CaseNames.SequenceEqual(cases, StringComparer.Ordinal))
            ? [.. cases.Select((title, index) => new OverlayPanel(
                title, [.. placed.Zip(series, (loss, lines) => new OverlaySeries(loss.Text, lines[index]))]))]
            : [new(string.Empty, [.. placed.Zip(series, (loss, lines) => loss.Named(lines)).SelectMany(named => named)])];
    }

    private bool Has(CurveQuantity quantity) => LinesOf(quantity).Any();

    private IEnumerable<CurveLine> LinesOf(CurveQuantity quantity) =>
        Panels.SelectMany(panel => panel.Series).Select(series => series.Line(quantity)).OfType<CurveLine>();
}
