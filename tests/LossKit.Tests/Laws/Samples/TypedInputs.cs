namespace LossKit.Tests;

/// <summary>The inputs of a case as the typed calls take them.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class TypedInputs<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    /// <summary>Initializes a new instance of the <see cref="TypedInputs{T}"/> class.</summary>
    /// <param name="case">The case.</param>
    /// <param name="inputs">The inputs by name.</param>
    /// <param name="placement">Where they lie in memory; in arrays of their own by default.</param>
    public TypedInputs(LossCase @case, IReadOnlyDictionary<string, NamedArray> inputs, Placement? placement = null)
    {
        placement ??= Placement.Fresh;
        Shape = inputs["prediction"].Shape;
        TargetShape = inputs["target"].Shape;
        AreIndices = @case.Form == InputForm.ClassIndices;
        Prediction = Numbers("prediction");
        Target = Numbers("target");
        Indices = AreIndices ? placement.Copy(Array.ConvertAll(inputs["target"].Values, value => (int)value)) : default;
        Variance = Numbers("variance");
        Weight = Numbers("weight");

        Memory<T> Numbers(string name) =>
            inputs.TryGetValue(name, out var array) ? placement.Copy(Array.ConvertAll(array.Values, T.CreateTruncating)) : default;
    }

    /// <summary>Gets the shape of the predictions.</summary>
    public int[] Shape { get; }

    /// <summary>Gets the shape of the targets.</summary>
    public int[] TargetShape { get; }

    /// <summary>Gets or sets the memory that the predictions are read from.</summary>
    public Memory<T> Prediction { get; set; }

    /// <summary>Gets or sets the memory that targets that are not class indices are read from.</summary>
    public Memory<T> Target { get; set; }

    /// <summary>Gets whether targets are class indices.</summary>
    public bool AreIndices { get; }

    /// <summary>Gets the class indices; empty where targets are numbers.</summary>
    public Memory<int> Indices { get; }

    /// <summary>Gets or sets the variances; empty for none.</summary>
    public Memory<T> Variance { get; set; }

    /// <summary>Gets or sets the weights; empty for none.</summary>
    public Memory<T> Weight { get; set; }

    /// <summary>Gets or sets which targets count; empty where all do.</summary>
    public Memory<bool> Mask { get; set; }

    /// <summary>Gets the shape of the scores of classes.</summary>
    public ClassShape ClassShape => new(Shape[0], Shape[1], Shape.Length > 2 ? Shape[2] : 1);
}
