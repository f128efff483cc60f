using System.Buffers;

namespace LossKit;

/// <summary>The second pass of the Lovász losses: for one class of one batch or sample, the loss and its derivative by each error.</summary>
/// <remarks>
/// With the errors sorted downwards (ties: the lower index first) the loss is Σ e_i·(J_i − J_{i−1}), J_i being the Jaccard loss of a prediction that
/// is wrong in the first i elements. Of G positives, after k of them and n others, J = 1 − (G − k)/(G + n): a positive adds 1/(G + n), another element
/// (G − k)/((G + n − 1)(G + n)), without a difference. What is not wrong adds nothing and is not sorted.
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct LovaszSortJob<T> : IPartitionedJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public RegionSource<T> Source;

    // How many samples are taken together: one, or all.
    public int SamplesOfGroup;

    // Errors in, derivatives by the predictions out.
    public T* Errors;

    // For each class of each group.
    public double* Losses;
    public int* Positives;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        var shape = Source.Shape;
        var firstSample = part / shape.Classes * SamplesOfGroup;
        var @class = part % shape.Classes;
        var count = SamplesOfGroup * shape.Positions;
        var keys = ArrayPool<ulong>.Shared.Rent(count);
        var elements = ArrayPool<int>.Shared.Rent(count);
        var positives = 0;
        var wrong = 0;
        var isDefined = true;
        for (var i = 0; i < count; i++)
        {
            positives += IsPositive(firstSample, @class, i) ? 1 : 0;
            var error = double.CreateTruncating(Errors[Place(firstSample, @class, i)]);
            isDefined &= !double.IsNaN(error);
            if (error > 0)
            {
                // The bits of positive numbers are ordered as the numbers are.
                keys[wrong] = ~BitConverter.DoubleToUInt64Bits(error);
                elements[wrong++] = i;
            }
        }

        Sort(keys.AsSpan(0, wrong), elements.AsSpan(0, wrong));
        for (var i = 0; i < count; i++)
        {
            Errors[Place(firstSample, @class, i)] = isDefined ? T.Zero : T.NaN;
        }

        Losses[part] = isDefined ? Walk(keys.AsSpan(0, wrong), elements.AsSpan(0, wrong), firstSample, @class, positives) : double.NaN;
        Positives[part] = positives;
        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<int>.Shared.Return(elements);
    }

    // The framework's sort is not stable, so ties are put in order afterwards.
    private static void Sort(Span<ulong> keys, Span<int> elements)
    {
        keys.Sort(elements);
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            elements[start..end].Sort();
            start = end;
        }
    }

    private readonly double Walk(ReadOnlySpan<ulong> keys, ReadOnlySpan<int> elements, int firstSample, int @class, int positives)
    {
        var loss = default(CompensatedSum);
        var left = positives;
        var union = (double)positives;
        for (var i = 0; i < elements.Length; i++)
        {
            double slope;
            var isPositive = IsPositive(firstSample, @class, elements[i]);
            if (isPositive)
            {
                slope = 1 / union;
                left--;
            }
            else
            {
                // Without a positive the first error makes the whole difference.
                slope = union == 0 ? 1 : left / union / (union + 1);
                union++;
            }

            if (slope > 0)
            {
                loss += slope * BitConverter.UInt64BitsToDouble(~keys[i]);
                Errors[Place(firstSample, @class, elements[i])] = T.CreateTruncating(isPositive ? -slope : slope);
            }
        }

        return loss.Value;
    }

    private readonly nint Place(int firstSample, int @class, int element)
    {
        var (sample, position) = Math.DivRem(element, Source.Shape.Positions);
        return ((((nint)(firstSample + sample) * Source.Shape.Classes) + @class) * Source.Shape.Positions) + position;
    }

    private readonly bool IsPositive(int firstSample, int @class, int element)
    {
        if (Source.Target is not null)
        {
            return Source.Target[Place(firstSample, @class, element)] > T.Zero;
        }

        var index = Source.Index[((nint)firstSample * Source.Shape.Positions) + element];
        return index == @class && index != Source.IgnoreIndex;
    }
}
