using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;

namespace LossKit;

/// <summary>What one call hands to a <see cref="TensorLoss"/>: its inputs in the order of its card, and where their gradients go.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <example>
/// <code>
/// var arguments = new TensorArguments&lt;float&gt;();
/// arguments.Add(embeddings, gradient);
/// arguments.AddIndices(labels);
/// float value = loss.Evaluate(arguments);
/// </code>
/// </example>
public ref struct TensorArguments<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Slot _first;
    private Slot _second;
    private Slot _third;
    private Slot _fourth;

    /// <summary>Gets how many inputs were added.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the next input, an array of numbers.</summary>
    /// <param name="values">The numbers, in the shape that the card asks for.</param>
    /// <param name="gradient">Receives the derivative of the value by each of them, in the same shape; leave empty where it is not wanted.</param>
    public void Add(in ReadOnlyTensorSpan<T> values, in TensorSpan<T> gradient = default)
    {
        ref var slot = ref Next();
        slot.Numbers = values;
        slot.Gradient = gradient;
        slot.IsGiven = true;
    }

    /// <summary>Adds the next input, an array of whole numbers: labels, class indices or lengths.</summary>
    /// <param name="values">The numbers, in the shape that the card asks for.</param>
    public void AddIndices(in ReadOnlyTensorSpan<int> values)
    {
        ref var slot = ref Next();
        slot.Indices = values;
        slot.IsIndices = true;
        slot.IsGiven = true;
    }

    /// <summary>Leaves out the next input, an optional one.</summary>
    public void Skip() => Next() = default;

    /// <summary>Gets an input.</summary>
    /// <param name="input">Its position.</param>
    [UnscopedRef]
    internal ref Slot this[int input]
    {
        get
        {
            switch (input)
            {
                case 0:
                    return ref _first;
                case 1:
                    return ref _second;
                case 2:
                    return ref _third;
                default:
                    return ref _fourth;
            }
        }
    }

    [UnscopedRef]
    private ref Slot Next()
    {
        if (Count == TensorCall<T>.MostInputs)
        {
            throw new InvalidOperationException($"No loss has more than {TensorCall<T>.MostInputs} inputs: begin new arguments for each call.");
        }

        return ref this[Count++];
    }

    /// <summary>One input.</summary>
    internal ref struct Slot
    {
        public ReadOnlyTensorSpan<T> Numbers;
        public ReadOnlyTensorSpan<int> Indices;
        public TensorSpan<T> Gradient;
        public bool IsIndices;
        public bool IsGiven;
    }
}
