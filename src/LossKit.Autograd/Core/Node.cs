using System.Runtime.CompilerServices;

namespace LossKit;

/// <summary>A value in the graph with its gradient, and where it came from. <see cref="Variable"/> is the handle to it.</summary>
internal sealed class Node
{
    private float[] _values = [];
    private float[]? _gradient;
    private bool _gradientIsSet;

    /// <summary>Gets how often the node has been recycled. A handle made before the last time is stale.</summary>
    public int Version { get; private set; }

    /// <summary>Gets the number of the node in the order of recording, which is a topological order.</summary>
    public long Sequence { get; private set; }

    /// <summary>Gets the shape.</summary>
    public Shape Shape { get; private set; }

    /// <summary>Gets whether a backward pass computes this node's gradient.</summary>
    public bool RequiresGradient { get; private set; }

    /// <summary>Gets the operation that made it; nothing for a leaf, or where no gradient flows.</summary>
    public Operation? Operation { get; private set; }

    /// <summary>Gets the inputs, in the operation's order. Empty where no gradient flows.</summary>
    public NodeInputs Inputs { get; } = new();

    /// <summary>Gets or sets the pool that takes the node back at the end of its scope; nothing if the garbage collector does.</summary>
    public NodePool? Pool { get; set; }

    /// <summary>Gets or sets a number that the operation keeps, such as a bound.</summary>
    public float First { get; set; }

    /// <summary>Gets or sets a second number that the operation keeps.</summary>
    public float Second { get; set; }

    /// <summary>Gets or sets an axis or a position that the operation keeps.</summary>
    public int Axis { get; set; }

    /// <summary>Gets or sets the mark of the backward pass that reached the node last.</summary>
    public long Visit { get; set; }

    /// <summary>Gets the values.</summary>
    public Span<float> Values => _values.AsSpan(0, Shape.Length);

    /// <summary>Gets whether a gradient has been added since the node was made or its gradient set to zero.</summary>
    public bool HasGradient => _gradientIsSet;

    /// <summary>Gets the numbers that the operation saved in its forward pass.</summary>
    public float[] Saved { get; private set; } = [];

    /// <summary>Gets the indices that the operation saved in its forward pass.</summary>
    public int[] SavedIndices { get; private set; } = [];

    /// <summary>Gets the gradient; zeros if none was added.</summary>
    public Span<float> Gradient
    {
        get
        {
            if (!_gradientIsSet)
            {
                GradientBuffer().Clear();
                _gradientIsSet = true;
            }

            return GradientBuffer();
        }
    }

    /// <summary>Prepares a node for an operation's result. Its values are not cleared.</summary>
    public void Begin(Shape shape, float[] values, Operation? operation, bool requiresGradient, long sequence)
    {
        Shape = shape;
        _values = values;
        Operation = operation;
        RequiresGradient = requiresGradient;
        Sequence = sequence;
    }

    /// <summary>
    /// Gives the gradient to add to. <paramref name="mode"/> says whether it holds something: if it is to be overwritten,
    /// every element must be written.
    /// </summary>
    public Span<float> GradientToWrite(out ProductMode mode)
    {
        mode = _gradientIsSet ? ProductMode.Accumulate : ProductMode.Overwrite;
        _gradientIsSet = true;
        return GradientBuffer();
    }

    /// <summary>Forgets the gradient, so that the next one is not added to it.</summary>
    public void ZeroGradient() => _gradientIsSet = false;

    /// <summary>Makes room for numbers that the backward pass will need.</summary>
    public Span<float> Save(int length)
    {
        Saved = Rent(length);
        return Saved.AsSpan(0, length);
    }

    /// <summary>Keeps indices that the backward pass will need.</summary>
    public void SaveIndices(ReadOnlySpan<int> indices)
    {
        SavedIndices = Pool is null ? new int[indices.Length] : Pool.Indices.Rent(indices.Length);
        indices.CopyTo(SavedIndices);
    }

    /// <summary>Returns the buffers to the pool and makes every handle to the node stale.</summary>
    public void Recycle(NodePool pool)
    {
        pool.Floats.Return(_values);
        pool.Floats.Return(Saved);
        pool.Indices.Return(SavedIndices);
        if (_gradient is not null)
        {
            pool.Floats.Return(_gradient);
        }

        _values = [];
        Saved = [];
        SavedIndices = [];
        _gradient = null;
        _gradientIsSet = false;
        Operation = null;
        Inputs.Clear();
        Version++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<float> GradientBuffer() => (_gradient ??= Rent(Shape.Length)).AsSpan(0, Shape.Length);

    private float[] Rent(int length) => Pool is null ? new float[length] : Pool.Floats.Rent(length);
}
