namespace LossKit.Cli;

/// <summary>A loss with the path it is drawn along.</summary>
/// <param name="Text">How it was written.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Curve">Its path.</param>
internal sealed record PlacedLoss(string Text, Loss Loss, LossCurve Curve)
{
    /// <summary>Gets the names of the path's cases.</summary>
    public IEnumerable<string> CaseNames => Curve.Cases.Select(@case => @case.Name);

    /// <summary>Reads a loss and finds its path.</summary>
    /// <param name="text">The loss, as the catalogue parses it.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="UsageException">It has no path.</exception>
    public static PlacedLoss Of(string text) => Find(text)
        ?? throw new UsageException(
            $"{text} has no curve: none of its inputs is a single number that could move; `losskit show` says the rest.");

    /// <summary>Reads a loss and finds its path.</summary>
    /// <param name="text">The loss, as the catalogue parses it.</param>
    /// <returns>The loss, or null where it has no path.</returns>
    public static PlacedLoss? Find(string text)
    {
        var loss = LossCatalog.Parse(text);
        return CurveForms.Of(loss) is { } curve ? new(text, loss, curve) : null;
    }

    /// <summary>Says whether another loss moves along the same axis with the same things held.</summary>
    /// <param name="other">The other loss.</param>
    /// <returns>Whether one picture can hold both.</returns>
    public bool SharesPathWith(PlacedLoss other) =>
        (Curve.Axis, Curve.From, Curve.To, Curve.Held) == (other.Curve.Axis, other.Curve.From, other.Curve.To, other.Curve.Held);

    /// <summary>Evaluates it along its path.</summary>
    /// <returns>The lines of each case.</returns>
    /// <exception cref="UsageException">With its options, it has no number anywhere on the path.</exception>
    public IReadOnlyList<CurveLine>[] Series()
    {
        IReadOnlyList<CurveLine>[] lines = [.. Curve.Cases.Select(@case => CurveSampling.Lines(Loss, Curve, @case))];
        return Array.Exists(lines, line => line[0].Finite.Any())
            ? lines
            : throw new UsageException($"{Text} has no finite value against the {Curve.Axis}: choose other options.");
    }

    /// <summary>Names the lines of each case by the loss and the case.</summary>
    /// <param name="lines">The lines of each case.</param>
    /// <returns>The named lines.</returns>
    public IEnumerable<OverlaySeries> Named(IReadOnlyList<CurveLine>[] lines) =>
        Curve.Cases.Zip(lines, (@case, line) => new OverlaySeries(@case.Name.Length > 0 ? $"{Text}, {@case.Name}" : Text, line));
}
