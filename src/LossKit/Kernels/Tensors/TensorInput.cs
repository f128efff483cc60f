namespace LossKit;

/// <summary>One input of a pass over arrays: what is read, and where its gradient goes.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal ref struct TensorInput<T>
    where T : unmanaged
{
    /// <summary>The numbers in row-major order; empty where the input holds whole numbers or was left out.</summary>
    public ReadOnlySpan<T> Numbers;

    /// <summary>Labels, class indices or lengths; empty where the input holds numbers.</summary>
    public ReadOnlySpan<int> Indices;

    /// <summary>The shape.</summary>
    public Extents Shape;

    /// <summary>Where the gradient is added; empty where it is not wanted.</summary>
    public Span<T> Gradient;

    /// <summary>Whether the input holds whole numbers.</summary>
    public bool IsIndices;

    /// <summary>Whether the shape is one of whole numbers.</summary>
    public bool AreIndicesExpected;

    /// <summary>Whether the input was given at all.</summary>
    public bool IsGiven;
}
