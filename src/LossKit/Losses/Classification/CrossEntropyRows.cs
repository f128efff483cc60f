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
    /// <typeparam name="TAction">The pass.</typeparam>
    /// <param name="action">The pass with its arguments; results are left in its fields.</param>
    /// <param name="targets">What the targets of rows are.</param>
    /// <param name="classWeights">The weight of each class; empty for 1.</param>
    /// <param name="classes">The number of classes.</param>
    public unsafe void Run<T, TAction>(ref TAction action, RowTargets targets, ReadOnlySpan<T> classWeights, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TAction : struct, IRowKernelAction<T>, allows ref struct
    {
        fixed (T* weights = classWeights)
        {
            var rows = new RowWeights<T>(weights, IgnoreIndex);
            if (Smoothing.Amount == 0 && targets == RowTargets.Indices)
            {
                var kernel = new SingleClassRow<CrossEntropyLoss.Kernel, T>(default, rows, RowDivisor.Weights, ZLoss);
                RunCapped<SingleClassRow<CrossEntropyLoss.Kernel, T>, T, TAction>(ref action, kernel);
                return;
            }

            if (Smoothing.Amount == 0 && classWeights.IsEmpty)
            {
                RunCapped<WeightedClassesRow<T>, T, TAction>(ref action, new(null, Smoothing, rows, ZLoss));
                return;
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
                    RunCapped<WeightedClassesRow<T>, T, TAction>(ref action, kernel);
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

    private void RunCapped<TKernel, T, TAction>(ref TAction action, TKernel kernel)
        where TKernel : struct, ISingleRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TAction : struct, IRowKernelAction<T>, allows ref struct
    {
        // A bound at infinity is none.
        if (SoftCap is double cap and < double.PositiveInfinity)
        {
            action.Run(new SoftCappedRow<TKernel, T>(kernel, cap));
        }
        else
        {
            action.Run(kernel);
        }
    }
}
