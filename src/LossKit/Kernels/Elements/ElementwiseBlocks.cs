using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Neighbouring blocks of an elementwise pass, worked through with lanes of one width.</summary>
/// <typeparam name="TKernel">The kernel.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TWanted">Which results are wanted.</typeparam>
internal unsafe struct ElementwiseBlocks<TKernel, T, TWanted> : ILaneAction<T>
    where TKernel : struct, ICompanionKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TWanted : struct, IWanted
{
    public ElementwiseJob<TKernel, T, TWanted> Job;
    public int First;
    public int End;

    /// <summary>More than the widest lane of the narrowest type.</summary>
    private const int WidestLane = 16;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public readonly void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var losses = stackalloc T[Job.WritesValues ? 1 : BlockSum.BlockLength];
        var targets = stackalloc T[Job.Target.IsDirect ? 1 : BlockSum.BlockLength];
        var companions = stackalloc T[Job.Companion.IsDirect ? 1 : BlockSum.BlockLength];
        var weights = stackalloc T[Job.Weight.IsDirect && Job.Mask.IsAbsent ? 1 : BlockSum.BlockLength];
        for (var index = First; index < End; index++)
        {
            var start = (long)index * BlockSum.BlockLength;
            var count = (int)Math.Min(BlockSum.BlockLength, Job.Count - start);
            var block = new ElementwiseMemory<T>
            {
                Prediction = Job.Prediction.Block(start, count, null),
                Target = Job.Target.Block(start, count, targets),
                Companion = Job.Companion.Block(start, count, companions),
                Weight = Job.Mask.Apply(Job.Weight, start, count, weights),
                Values = Job.WritesValues ? Job.Values + start : losses,
                Gradient = Job.Gradient is null ? null : Job.Gradient + start,
                Second = Job.Second is null ? null : Job.Second + start,
            };
            var violation = FindViolation<TLane>(block, start, count);
            var sum = 0.0;
            if (!violation.IsFound)
            {
                Evaluate<TLane>(block, count);
                sum = BlockSum.Sum<TLane, T>(block.Values, count);
                if (Job.Values is not null && !Job.WritesValues)
                {
                    Deliver(losses, start, count);
                }
            }

            Job.Outcomes[index] = new(sum, violation);
        }
    }

    // The losses of a term go to the caller multiplied by its factor; their sum was taken before.
    private readonly void Deliver(T* losses, long start, int count)
    {
        var source = new ReadOnlySpan<T>(losses, count);
        var values = new Span<T>(Job.Values + start, count);
        var factor = T.CreateTruncating(Job.Factor);
        if (Job.ValuesMode == GradientMode.Add)
        {
            TensorPrimitives.MultiplyAdd(source, factor, values, values);
        }
        else
        {
            TensorPrimitives.Multiply(source, factor, values);
        }
    }

    private readonly Violation FindViolation<TLane>(in ElementwiseMemory<T> block, long start, int count)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var index = DomainScan.FirstOutside<TLane, T>(block.Prediction, block.Weight, count, Job.PredictionDomain);
        if (index >= 0)
        {
            return new(InputStream.Prediction, start + index);
        }

        index = DomainScan.FirstOutside<TLane, T>(block.Target, block.Weight, count, Job.TargetDomain);
        if (index >= 0)
        {
            return new(InputStream.Target, Job.Target.IndexOf(start + index));
        }

        index = TKernel.ReadsCompanion
            ? DomainScan.FirstOutside<TLane, T>(block.Companion, block.Weight, count, Job.CompanionDomain)
            : -1;
        return index >= 0 ? new(InputStream.Companion, Job.Companion.IndexOf(start + index)) : Violation.None;
    }

    // The elements that do not fill a lane are copied into memory that does, so that one body serves them all.
    [SkipLocalsInit]
    private readonly void Evaluate<TLane>(in ElementwiseMemory<T> block, int count)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var whole = count - (count % TLane.Count);
        Pass<TLane>(block, whole);
        var rest = count - whole;
        if (rest > 0)
        {
            var buffer = stackalloc T[ElementwiseMemory<T>.Streams * WidestLane];
            var padded = block.CopyRest(buffer, WidestLane, whole, rest);
            Pass<TLane>(padded, TLane.Count);
            block.TakeRest(padded, whole, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Pass<TLane>(in ElementwiseMemory<T> block, int count)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var kernel = Job.Kernel;
        var memory = block;
        var scale = TLane.Create(Job.Scale);
        var isAdded = Job.Mode == GradientMode.Add;
        for (nint i = 0; i < count; i += TLane.Count)
        {
            var companion = TKernel.ReadsCompanion ? TLane.Load(memory.Companion, i) : TLane.Zero;
            kernel.Evaluate<TLane, TWanted>(
                TLane.Load(memory.Prediction, i),
                TLane.Load(memory.Target, i),
                companion,
                out var value,
                out var gradient,
                out var second);
            if (memory.Weight is not null)
            {
                // A weight of 0 removes its element, even one whose loss is infinite or NaN.
                var weight = TLane.Load(memory.Weight, i);
                var isKept = ~TLane.AreEqual(weight, TLane.Zero);
                value = isKept & (value * weight);
                gradient = isKept & (gradient * weight);
                second = isKept & (second * weight);
            }

            value.Store(memory.Values, i);
            if (TWanted.Gradient && memory.Gradient is not null)
            {
                gradient *= scale;
                (isAdded ? gradient + TLane.Load(memory.Gradient, i) : gradient).Store(memory.Gradient, i);
            }

            if (TWanted.Hessian)
            {
                second *= scale;
                (isAdded ? second + TLane.Load(memory.Second, i) : second).Store(memory.Second, i);
            }
        }
    }
}
