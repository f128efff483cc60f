namespace LossKit.Cli;

/// <summary>What a line of a picture shows.</summary>
internal enum CurveQuantity
{
    /// <summary>The value of the loss.</summary>
    Value,

    /// <summary>Its derivative along the path.</summary>
    Gradient,

    /// <summary>Its second derivative along the path.</summary>
    Hessian,
}

/// <summary>A line of a picture.</summary>
/// <param name="Quantity">What it shows.</param>
/// <param name="Heights">Its numbers at equal steps along the axis; NaN or infinite where there is nothing to draw.</param>
internal sealed record CurveLine(CurveQuantity Quantity, double[] Heights)
{
    /// <summary>Gets the heights that can be drawn.</summary>
    public IEnumerable<double> Finite => Heights.Where(double.IsFinite);
}

/// <summary>The lines for one case and one set of options.</summary>
/// <param name="Title">What sets it apart from the others; empty where there are none.</param>
/// <param name="Lines">Its lines, the value first.</param>
internal sealed record CurvePanel(string Title, IReadOnlyList<CurveLine> Lines);
