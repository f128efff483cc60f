namespace LossKit;

/// <summary>
/// A path through the inputs of a loss along which one number moves, so that value and slope can be drawn. Losses of the common forms
/// need none of their own.
/// </summary>
/// <param name="Axis">What the number is: "error e = prediction − target".</param>
/// <param name="From">Where it starts.</param>
/// <param name="To">Where it ends.</param>
public sealed record LossCurve(string Axis, double From, double To)
{
    /// <summary>Gets what the other inputs are meanwhile, in a sentence; empty where the axis says enough.</summary>
    public string Held { get; init; } = string.Empty;

    /// <summary>Gets the ways to go, a picture each: against the target 1 and against the target 0.</summary>
    public required IReadOnlyList<CurveCase> Cases { get; init; }
}

/// <summary>One way along the path.</summary>
/// <param name="Name">What sets it apart: "target 1"; empty where there is only one.</param>
/// <param name="Inputs">The inputs by their names on the card.</param>
public sealed record CurveCase(string Name, IReadOnlyList<CurveInput> Inputs);

/// <summary>An input along the path.</summary>
/// <param name="Name">Its name on the card.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="At">Its numbers in row-major order where the moving number is the argument.</param>
public sealed record CurveInput(string Name, int[] Shape, Func<PathNumber, PathNumber[]> At)
{
    /// <summary>Initializes a new instance of the <see cref="CurveInput"/> class that stays as it is.</summary>
    /// <param name="name">Its name on the card.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="numbers">Its numbers in row-major order.</param>
    public CurveInput(string name, int[] shape, params double[] numbers)
        : this(name, shape, _ => Array.ConvertAll(numbers, number => (PathNumber)number))
    {
    }
}
