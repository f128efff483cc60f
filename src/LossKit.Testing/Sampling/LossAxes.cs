namespace LossKit;

/// <summary>
/// The lengths that make the inputs of a loss: the letters of the shapes on its card, in the order in which they appear. Cross-entropy has N, C and
/// any further dimensions, CTC has T, N, C and S.
/// </summary>
internal sealed class LossAxes
{
    private const char Further = '…';
    private readonly string[] _names;

    private LossAxes(string[] names) => _names = names;

    /// <summary>Gets whether inputs may have any shape.</summary>
    public bool AreAny => _names.Length == 0;

    /// <summary>Reads the axes of a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>The axes.</returns>
    public static LossAxes Of(Loss loss) => loss switch
    {
        MatchedLoss { HasColumns: true } => new(["N"]),
        ClassLoss { TakesPositions: true } => new(["N", "C", "d…"]),
        ClassLoss or MultiLabelSoftMarginLoss => new(["N", "C"]),
        _ when loss.Card.Inputs[0].Shape.Contains("any shape", StringComparison.Ordinal) => new([]),
        TensorLoss tensors => new(Letters(tensors)),
        _ => new([]),
    };

    /// <summary>Says whether a shape gives each axis a length.</summary>
    /// <param name="shape">The lengths.</param>
    /// <returns>Whether it does.</returns>
    public bool Fit(int[] shape)
    {
        var single = _names.Count(name => !name.EndsWith(Further));
        return AreAny ? shape.Length > 0 : shape.Length == single || (shape.Length > single && single < _names.Length);
    }

    /// <summary>Gives the lengths of an axis.</summary>
    /// <param name="shape">A shape that fits.</param>
    /// <param name="name">The letter of the axis.</param>
    /// <returns>One length; for further dimensions as many as there are, and all of them where any shape will do.</returns>
    public int[] Lengths(int[] shape, string name)
    {
        if (AreAny)
        {
            return shape;
        }

        // Further dimensions come last on every card.
        var place = Array.IndexOf(_names, name);
        return name.EndsWith(Further) ? shape[place..] : [shape[place]];
    }

    /// <summary>Gives the axes as a shape is written: "NxC, or with further dimensions".</summary>
    /// <returns>The words.</returns>
    public override string ToString()
    {
        var single = string.Join('x', _names.Where(name => !name.EndsWith(Further)));
        return AreAny ? "any shape" : _names[^1].EndsWith(Further) ? $"{single} and any further lengths" : single;
    }

    private static string[] Letters(TensorLoss loss)
    {
        var names = new List<string>();
        var shapes = new List<int[]>();
        foreach (var pattern in loss.Patterns)
        {
            shapes.Add(pattern.Examples(Note, shapes).First().Shape);
        }

        return [.. names.Where(name => !name.EndsWith(Further)), .. names.Where(name => name.EndsWith(Further))];

        int[] Note(string name)
        {
            if (!names.Contains(name))
            {
                names.Add(name);
            }

            return [1];
        }
    }
}
