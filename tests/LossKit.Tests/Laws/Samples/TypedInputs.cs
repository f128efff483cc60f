namespace LossKit.Tests;

/// <summary>The inputs of a case as the typed calls take them.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class TypedInputs<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    /// <summary>Initializes a new instance of the <see cref="TypedInputs{T}"/> class.</summary>
    /// <param name="case">The case.</param>
    /// <param name="inputs">The inputs by name.</param>
    public TypedInputs(LossCase @case, Dictionary<string, NamedArray> inputs)
    {
        Shape = inputs["prediction"].Shape;
        TargetShape = inputs["target"].Shape;
        Prediction = Numbers(inputs, "prediction");
        Target = Numbers(inputs, "target");
        Indices = @case.Form == InputForm.ClassIndices ? Array.ConvertAll(inputs["target"].Values, value => (int)value) : null;
        Variance = Numbers(inputs, "variance");
        Weight = Numbers(inputs, "weight");
    }

    /// <summary>Gets the shape of the predictions.</summary>
    public int[] Shape { get; }

    /// <summary>Gets the shape of the targets.</summary>
    public int[] TargetShape { get; }

    /// <summary>Gets or sets the memory that the predictions are read from.</summary>
    public Memory<T> Prediction { get; set; }

    /// <summary>Gets or sets the memory that targets that are not class indices are read from.</summary>
    public Memory<T> Target { get; set; }

    /// <summary>Gets the class indices; null where targets are numbers.</summary>
    public int[]? Indices { get; }

    /// <summary>Gets or sets the variances; empty for none.</summary>
    public Memory<T> Variance { get; set; }

    /// <summary>Gets or sets the weights; empty for none.</summary>
    public Memory<T> Weight { get; set; }

    /// <summary>Gets the shape of the scores of classes.</summary>
    public ClassShape ClassShape => new(Shape[0], Shape[1], Shape.Length > 2 ? Shape[2] : 1);

    private static T[] Numbers(Dictionary<string, NamedArray> inputs, string name) =>
        inputs.TryGetValue(name, out var array) ? Array.ConvertAll(array.Values, T.CreateTruncating) : [];
}
