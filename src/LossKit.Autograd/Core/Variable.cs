using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>
/// A dense, row-major array of <see cref="float"/> that remembers how it was computed, so that a loss made of it can be
/// differentiated.
/// </summary>
/// <remarks>
/// <para>It is a handle: copies refer to the same values and the same gradient. Operations on variables are recorded where
/// one of their inputs requires a gradient; <see cref="Backward()"/> on a scalar then adds to the gradient of every
/// parameter it depends on.</para>
/// <para>Gradients add up until <see cref="ZeroGradient"/>. Models may be trained on several threads at once, one model on
/// one thread.</para>
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public readonly partial struct Variable : IEquatable<Variable>
{
    private readonly Node? _node;
    private readonly int _version;

    internal Variable(Node node)
    {
        _node = node;
        _version = node.Version;
    }

    /// <summary>Gets the shape.</summary>
    public Shape Shape => Node.Shape;

    /// <summary>Gets the number of axes; 0 for a scalar.</summary>
    public int Rank => Node.Shape.Rank;

    /// <summary>Gets the number of elements.</summary>
    public int Length => Node.Shape.Length;

    /// <summary>Gets whether a backward pass computes a gradient for it.</summary>
    public bool RequiresGradient => Node.RequiresGradient;

    /// <summary>
    /// Gets the values, row-major. Writing to them is for parameters and constants between steps: between a forward and a
    /// backward pass it falsifies the gradient.
    /// </summary>
    public Span<float> Values => Node.Values;

    /// <summary>Gets whether a backward pass has added to the gradient since it was last set to zero.</summary>
    public bool HasGradient => Node.HasGradient;

    /// <summary>Gets the gradient in the variable's shape: zeros where nothing was added.</summary>
    /// <exception cref="InvalidOperationException">The variable does not require a gradient.</exception>
    public Span<float> Gradient
    {
        get
        {
            Node node = Node;
            return node.RequiresGradient
                ? node.Gradient
                : throw new InvalidOperationException("The variable has no gradient, because it is a constant or was computed from constants; make it with Variable.Parameter.");
        }
    }

    /// <summary>Gets the node, after a check that it is still the one that this handle was made for.</summary>
    internal Node Node
    {
        get
        {
            if (_node is null || _node.Version != _version)
            {
                ThrowStale(_node);
            }

            return _node;
        }
    }

    /// <summary>Says whether two handles refer to the same variable.</summary>
    public static bool operator ==(Variable left, Variable right) => left.Equals(right);

    /// <summary>Says whether two handles refer to different variables.</summary>
    public static bool operator !=(Variable left, Variable right) => !left.Equals(right);

    /// <summary>Makes a variable that training changes: it requires a gradient and outlives every <see cref="GraphScope"/>.</summary>
    /// <param name="values">The values, row-major; copied.</param>
    /// <param name="shape">The shape.</param>
    /// <returns>The parameter.</returns>
    /// <exception cref="ArgumentException">There are not as many values as the shape has elements.</exception>
    public static Variable Parameter(ReadOnlySpan<float> values, Shape shape)
    {
        CheckLength(values, shape);
        var node = new Node();
        node.Begin(shape, values.ToArray(), operation: null, requiresGradient: true, sequence: 0);
        return new Variable(node);
    }

    /// <summary>Makes a variable that no gradient flows to, such as a batch of inputs. Inside a <see cref="GraphScope"/> it ends with it.</summary>
    /// <param name="values">The values, row-major; copied.</param>
    /// <param name="shape">The shape.</param>
    /// <returns>The constant.</returns>
    /// <exception cref="ArgumentException">There are not as many values as the shape has elements.</exception>
    public static Variable Constant(ReadOnlySpan<float> values, Shape shape)
    {
        CheckLength(values, shape);
        Node node = Recorder.Current.RecordConstant(shape);
        values.CopyTo(node.Values);
        return new Variable(node);
    }

    /// <summary>Makes a scalar that no gradient flows to.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The constant.</returns>
    public static Variable Constant(float value) => Constant([value], Shape.Scalar);

    /// <summary>
    /// Adds the derivative of this scalar to the gradient of every parameter it depends on. Intermediate results hold
    /// their gradient until the next pass.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is not a scalar, or depends on no parameter.</exception>
    public void Backward()
    {
        Node node = Node;
        if (node.Shape.Length != 1)
        {
            throw new InvalidOperationException(
                $"Backward starts from one number, but the variable has the shape {node.Shape}; reduce it with Sum() or Mean() first.");
        }

        Backward([1f]);
    }

    /// <summary>Gives the value of a variable with one element.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="InvalidOperationException">It has more or fewer elements.</exception>
    public float ToScalar() =>
        Length == 1 ? Values[0] : throw new InvalidOperationException($"The variable has the shape {Shape}; only one element is a scalar.");

    /// <summary>Copies the values.</summary>
    /// <returns>An array of the caller's own, row-major.</returns>
    public float[] ToArray() => Values.ToArray();

    /// <summary>Sets the gradient to zero, so that the next backward pass does not add to it.</summary>
    public void ZeroGradient() => Node.ZeroGradient();

    /// <inheritdoc/>
    public bool Equals(Variable other) => ReferenceEquals(_node, other._node) && _version == other._version;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Variable other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_node is null ? 0 : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(_node), _version);

    /// <summary>Describes the variable by its shape and, if it is short, its values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _node is null || _node.Version != _version
        ? "Variable (ended)"
        : Length <= 8 ? $"Variable {Shape}: {string.Join(", ", ToArray())}" : $"Variable {Shape}";

    /// <summary>Runs the backward pass from any shape, with the gradient of this variable given.</summary>
    /// <param name="seed">The gradient to begin with, in this variable's shape.</param>
    internal void Backward(ReadOnlySpan<float> seed)
    {
        Node node = Node;
        if (!node.RequiresGradient)
        {
            throw new InvalidOperationException(
                "Backward has nothing to do: the variable depends on no parameter, or was computed while gradients were off.");
        }

        if (node.Operation is null)
        {
            node.AddGradient(seed);
            return;
        }

        Recorder.Current.Backward.Run(node, seed);
    }

    private static void CheckLength(ReadOnlySpan<float> values, Shape shape)
    {
        if (values.Length != shape.Length)
        {
            throw new ArgumentException($"There are {values.Length} values for the shape {shape}, which has {shape.Length} elements.", nameof(values));
        }
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private static void ThrowStale(Node? node) => throw new InvalidOperationException(node is null
        ? "The variable is empty (default); make one with Variable.Parameter or Variable.Constant."
        : "The variable belongs to a GraphScope that has ended; use it inside the scope, or copy its values with ToArray() before.");
}
