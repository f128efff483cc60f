using System.Numerics;
using System.Runtime.InteropServices;

namespace LossKit.Tests;

/// <summary>A case with its inputs and its results in memory, called as programs call it: the same for every form of inputs.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal abstract class TypedCall<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Lays the inputs of a case and room for its results into memory.</summary>
    /// <param name="case">The case.</param>
    /// <param name="inputs">The inputs by name.</param>
    /// <param name="placement">Where they lie in memory; in arrays of their own by default.</param>
    /// <param name="loss">The loss, where it is made already.</param>
    /// <returns>The call.</returns>
    public static TypedCall<T> Of(
        LossCase @case, IReadOnlyDictionary<string, NamedArray> inputs, Placement? placement = null, Loss? loss = null)
    {
        placement ??= Placement.Fresh;
        loss ??= @case.Make(inputs);
        return loss is TensorLoss tensors
            ? new ArraysCall<T>(tensors, inputs, placement)
            : new MatchedCall<T>(loss, new(@case, inputs, placement), placement);
    }

    /// <summary>Gets the reduced value of the last evaluation.</summary>
    public T Value { get; private set; }

    /// <summary>Evaluates the loss.</summary>
    /// <param name="asked">What is asked beside the value.</param>
    public void Evaluate(Asked asked) => Value = Run(asked);

    /// <summary>Finds where another call of the same case gave other bits.</summary>
    /// <param name="other">The other call.</param>
    /// <param name="asked">What both were asked.</param>
    /// <returns>What differs; null where nothing does.</returns>
    public string? Difference(TypedCall<T> other, Asked asked)
    {
        if (!Same(Value, other.Value))
        {
            return $"the value is {other.Value:R} instead of {Value:R}";
        }

        foreach (var (mine, others) in Results(asked).Zip(other.Results(asked)))
        {
            var left = mine.Numbers.Span;
            var right = others.Numbers.Span;
            for (var i = 0; i < left.Length; i++)
            {
                if (!Same(left[i], right[i]))
                {
                    return $"{mine.Name}[{i}] is {right[i]:R} instead of {left[i]:R}";
                }
            }
        }

        return null;
    }

    /// <summary>Gives the results that an evaluation wrote.</summary>
    /// <param name="asked">What it was asked.</param>
    /// <returns>The results with their names.</returns>
    public abstract IEnumerable<(string Name, ReadOnlyMemory<T> Numbers)> Results(Asked asked);

    /// <summary>Evaluates the loss.</summary>
    /// <param name="asked">What is asked beside the value.</param>
    /// <returns>The reduced value.</returns>
    protected abstract T Run(Asked asked);

    private static bool Same(T left, T right) =>
        MemoryMarshal.AsBytes<T>(new(ref left)).SequenceEqual(MemoryMarshal.AsBytes<T>(new(ref right))) || (T.IsNaN(left) && T.IsNaN(right));
}
