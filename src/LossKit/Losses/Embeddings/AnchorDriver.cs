using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>
/// The passes of a loss whose anchors see a whole batch: the matrix of distances, a loss and a row of slopes for each anchor, the slopes of
/// d_ij and d_ji joined, and pulled back to the embeddings.
/// </summary>
/// <remarks>
/// Two matrices [N,N] are all the memory there is to it. What a mean divides by is known after the anchors. An anchor writes its own row only, and a
/// row of the gradient is added up in the order of the batch.
/// </remarks>
internal static unsafe class AnchorDriver
{
    /// <summary>Evaluates all anchors of a batch and reduces their losses.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="kernel">The kernel with its parameters.</param>
    /// <param name="distance">How far apart two embeddings are.</param>
    /// <param name="call">The embeddings, and how to reduce.</param>
    /// <returns>The reduced loss.</returns>
    public static double Run<TKernel, T>(TKernel kernel, EmbeddingDistance distance, in TensorCall<T> call)
        where TKernel : struct, IAnchorKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (count, length) = (call.Shape(0)[0], call.Shape(0)[1]);
        var wantsGradient = call.WantsGradient && length > 0;
        var kind = distance.At(call.Width);
        using var wide = typeof(T) == typeof(double) ? default : new PooledMemory<double>(call.Numbers(0).Length);
        var embeddings = Widened(call.Numbers(0), wide.Span);
        using var distances = new PooledMemory<double>(count * count);
        if (length > 0)
        {
            kind.FillMatrix(embeddings, embeddings, length, distances.Span);
        }
        else
        {
            distances.Span.Clear();
        }

        using var slopes = wantsGradient ? new PooledMemory<double>(count * count) : default;
        using var losses = new PooledMemory<double>(count);
        var divisor = UnitDriver.DivisorOf(call, count, EvaluateAnchors(kernel, distances.Span, slopes.Span, losses.Span));
        if (wantsGradient && divisor.Scale != 0)
        {
            SlopeJoin.Run(slopes.Span, call.Weight, count);

            // The scale comes last: the terms of a gradient cancel, and each scaled by itself would leave rounding beside what remains.
            using var pulled = new PooledMemory<double>(embeddings.Length);
            pulled.Span.Clear();
            kind.PullBack(embeddings, embeddings, length, distances.Span, slopes.Span, pulled.Span);
            Deliver(pulled.Span, divisor.Scale, call.Gradient(0));
        }

        return UnitDriver.Reduce<T>(losses.Span, call, divisor);
    }

    private static double EvaluateAnchors<TKernel>(
        TKernel kernel, ReadOnlySpan<double> distances, Span<double> slopes, Span<double> losses)
        where TKernel : struct, IAnchorKernel
    {
        using var counts = new PooledMemory<double>(losses.Length);
        fixed (double* matrix = distances, slope = slopes, loss = losses, number = counts.Span)
        {
            var job = new AnchorJob<TKernel>
            {
                Kernel = kernel,
                Distances = matrix,
                Slopes = slope,
                Losses = loss,
                Counts = number,
                Count = losses.Length,
            };
            WorkerPool.Run(ref job, losses.Length);
        }

        var total = 0.0;
        foreach (var number in counts.Span)
        {
            total += number;
        }

        return total;
    }

    /// <summary>Adds a gradient in double, scaled once, to the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="pulled">The gradient, not scaled.</param>
    /// <param name="scale">What it is multiplied by.</param>
    /// <param name="gradient">Is added to.</param>
    public static void Deliver<T>(ReadOnlySpan<double> pulled, double scale, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] += T.CreateTruncating(scale * pulled[i]);
        }
    }

    /// <summary>Gives numbers in double: where they lie, or converted.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="numbers">The numbers.</param>
    /// <param name="wide">Memory for as many, which numbers in double do not need.</param>
    /// <returns>The numbers.</returns>
    public static ReadOnlySpan<double> Widened<T>(ReadOnlySpan<T> numbers, Span<double> wide)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
        {
            return MemoryMarshal.Cast<T, double>(numbers);
        }

        TensorPrimitives.ConvertTruncating(numbers, wide);
        return wide;
    }

    private struct AnchorJob<TKernel> : IPartitionedJob
        where TKernel : struct, IAnchorKernel
    {
        public TKernel Kernel;
        public double* Distances;
        public double* Slopes;
        public double* Losses;
        public double* Counts;
        public int Count;

        public readonly void Execute(int part)
        {
            using var scratch = Slopes is null ? new PooledMemory<double>(Count) : default;
            var slopes = Slopes is null ? scratch.Span : new(Slopes + ((nint)part * Count), Count);
            slopes.Clear();
            var (loss, count) = Kernel.Evaluate(part, new(Distances, Count * Count), slopes);
            Losses[part] = loss;
            Counts[part] = count;
        }
    }
}
