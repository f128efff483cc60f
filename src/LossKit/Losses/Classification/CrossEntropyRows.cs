using System.Buffers;

namespace LossKit;

/// <summary>
/// Softmax cross-entropy of rows, in all its forms: the one place that chooses the kernel, for the loss of logits and for the loss
/// that makes its logits itself.
/// </summary>
/// <param name="Smoothing">How much of a target is spread, and over which classes.</param>
/// <param name="IgnoreIndex">The target whose rows are left out; null for none.</param>
/// <param name="ZLoss">The factor of the <see cref="NormaliserPenalty"/>; 0 for none.</param>
/// <param name="SoftCap">The bound c of logits: z ← c·tanh(z/c); null for none.</param>
internal readonly record struct CrossEntropyRows(ClassSmoothing Smoothing, int? IgnoreIndex, double ZLoss = 0, double? SoftCap = null)
{
    /// <summary>Chooses the kernel and runs a pass with it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TPass">The pass.</typeparam>
    /// <typeparam name="TCall">What it reads and writes.</typeparam>
    /// <param name="call">What to read and to write.</param>
    /// <param name="targets">What the targets of rows are.</param>
    /// <param name="classWeights">The weight of each class; empty for 1.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>What the pass gives.</returns>
    public unsafe double Run<T, TPass, TCall>(in TCall call, RowTargets targets, ReadOnlySpan<T> classWeights, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TPass : struct, IRowPass<T, TCall>
        where TCall : struct, allows ref struct
    {
        fixed (T* weights = classWeights)
        {
            var rows = new RowWeights<T>(weights, IgnoreIndex);
            if (Smoothing.Amount == 0 && targets == RowTargets.Indices)
            {
                var kernel = new SingleClassRow<CrossEntropyLoss.Kernel, T>(default, rows, RowDivisor.Weights, ZLoss);
                return RunCapped<SingleClassRow<CrossEntropyLoss.Kernel, T>, T, TPass, TCall>(kernel, call);
            }

            if (Smoothing.Amount == 0 && classWeights.IsEmpty)
            {
                return RunCapped<WeightedClassesRow<T>, T, TPass, TCall>(new(null, Smoothing, rows, ZLoss), call);
            }

            var padded = RowMemory<T>.PaddedLength(classes);
            var rented = ArrayPool<T>.Shared.Rent(padded);
            var spread = rented.AsSpan(0, padded);
            spread[classes..].Clear();
            if (classWeights.IsEmpty)
            {
                spread[..classes].Fill(T.One);
            }
            else
            {
                classWeights.CopyTo(spread);
            }

            try
            {
                fixed (T* paddedWeights = spread)
                {
                    var kernel = new WeightedClassesRow<T>(paddedWeights, Smoothing, rows, ZLoss);
                    return RunCapped<WeightedClassesRow<T>, T, TPass, TCall>(kernel, call);
                }
            }
            finally
            {
                ArrayPool<T>.Shared.Return(rented);
            }
        }
    }

    /// <summary>Checks what smoothing needs.</summary>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="LossException">There are no other classes that could get a share.</exception>
    public void CheckClasses(int classes)
    {
        if (Smoothing is { Scope: SmoothingScope.Others, Amount: > 0 } && classes < 2)
        {
            throw Sentences.InvalidOption("smoothing-scope", "others", "all where there is a single class: there are no others");
        }
    }

    // A bound at infinity is none.
    private double RunCapped<TKernel, T, TPass, TCall>(TKernel kernel, in TCall call)
        where TKernel : struct, ISingleRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TPass : struct, IRowPass<T, TCall>
        where TCall : struct, allows ref struct => SoftCap is double cap and < double.PositiveInfinity
        ? TPass.Run(new SoftCappedRow<TKernel, T>(kernel, cap), call)
        : TPass.Run(kernel, call);
}
