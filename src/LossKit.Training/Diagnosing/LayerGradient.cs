namespace LossKit;

/// <summary>The gradient of one layer: of all parameters whose names differ in their last part only, such as <c>2.weight</c> and <c>2.bias</c>.</summary>
public sealed record LayerGradient
{
    /// <summary>Gets the part of the names that the parameters have in common; of a parameter that stands alone its name.</summary>
    public required string Layer { get; init; }

    /// <summary>Gets the number of elements of its parameters.</summary>
    public required int Count { get; init; }

    /// <summary>Gets the Euclidean norm of the gradient; NaN or infinite where an element is.</summary>
    public required double Norm { get; init; }

    /// <summary>Gets the Euclidean norm of the parameters themselves.</summary>
    public required double WeightNorm { get; init; }

    /// <summary>Gets what that says.</summary>
    public required GradientState State { get; init; }

    /// <summary>Gets the root of the mean square of the gradient's elements, which compares layers of different size.</summary>
    public double RootMeanSquare => Norm / Math.Sqrt(Count);
}
