using System.Buffers;

namespace LossKit;

/// <summary>The second pass of the Lovász losses: for one class of one batch or sample, the loss and its derivative by each error.</summary>
/// <remarks>
/// With the errors sorted downwards (ties: the lower index first) the loss is Σ e_i·(J_i − J_{i−1}), J_i being the Jaccard loss of a prediction that
/// is wrong in the first i elements. Of G positives, after k of them and n others, J = 1 − (G − k)/(G + n): a positive adds 1/(G + n), another
/// element (G − k)/((G + n − 1)(G + n)), without a difference. What is not wrong adds nothing and is not sorted.
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
        var count = SamplesOfGroup * Source.Shape.Positions;
        var keys = ArrayPool<ulong>.Shared.Rent(count);
        var places = ArrayPool<int>.Shared.Rent(count);
        var isDefined = Gather(part, keys, places, out var wrong, out var positives);
        StableSort.Sort(keys.AsSpan(0, wrong), places.AsSpan(0, wrong), KeyBits);
        Losses[part] = Walk(keys.AsSpan(0, wrong), places.AsSpan(0, wrong), positives);
        Positives[part] = positives;
        if (!isDefined)
        {
            Losses[part] = double.NaN;
            Spoil(part);
        }

        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<int>.Shared.Return(places);
    }

    // The bits of positive numbers are ordered as the numbers are; inverted, the other way. A float's are fewer.
    private static int KeyBits => typeof(T) == typeof(float) ? 32 : 64;

    private static ulong KeyOf(double error) =>
        typeof(T) == typeof(float) ? ~BitConverter.SingleToUInt32Bits((float)error) : ~BitConverter.DoubleToUInt64Bits(error);

    private static double ErrorOf(ulong key) =>
        typeof(T) == typeof(float) ? BitConverter.UInt32BitsToSingle(~(uint)key) : BitConverter.UInt64BitsToDouble(~key);

    // Collects what is wrong, and leaves in place of each error which way the prediction moves it: -1, +1, or 0 where nothing is wrong.
    private readonly bool Gather(int part, Span<ulong> keys, Span<int> places, out int wrong, out int positives)
    {
        (wrong, positives) = (0, 0);
        var isDefined = true;
        for (var i = 0; i < SamplesOfGroup; i++)
        {
            var first = First(part, i, out var sample, out var @class);
            for (var position = 0; position < Source.Shape.Positions; position++)
            {
                var place = first + position;
                var isPositive = IsPositive(place, ((nint)sample * Source.Shape.Positions) + position, @class);
                positives += isPositive ? 1 : 0;
                var error = double.CreateTruncating(Errors[place]);
                isDefined &= !double.IsNaN(error);
                Errors[place] = T.Zero;
                if (error > 0)
                {
                    keys[wrong] = KeyOf(error);
                    places[wrong++] = place;
                    Errors[place] = isPositive ? -T.One : T.One;
                }
            }
        }

        return isDefined;
    }

    private readonly double Walk(ReadOnlySpan<ulong> keys, ReadOnlySpan<int> places, int positives)
    {
        var loss = default(CompensatedSum);
        var left = positives;
        var union = (double)positives;
        for (var i = 0; i < places.Length; i++)
        {
            double slope;
            ref var direction = ref Errors[places[i]];
            if (direction < T.Zero)
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

            direction *= T.CreateTruncating(slope);
            if (slope > 0)
            {
                loss += slope * ErrorOf(keys[i]);
            }
        }

        return loss.Value;
    }

    private readonly void Spoil(int part)
    {
        for (var i = 0; i < SamplesOfGroup; i++)
        {
            new Span<T>(Errors + First(part, i, out _, out _), Source.Shape.Positions).Fill(T.NaN);
        }
    }

    // Where the elements of the part's class begin in one of its samples.
    private readonly int First(int part, int sampleOfGroup, out int sample, out int @class)
    {
        (var group, @class) = Math.DivRem(part, Source.Shape.Classes);
        sample = (group * SamplesOfGroup) + sampleOfGroup;
        return ((sample * Source.Shape.Classes) + @class) * Source.Shape.Positions;
    }

    private readonly bool IsPositive(int place, nint position, int @class) => Source.Target is not null
        ? Source.Target[place] > T.Zero
        : Source.Index[position] == @class && Source.Index[position] != Source.IgnoreIndex;
}
