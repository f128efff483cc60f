namespace LossKit;

/// <summary>What a score of a discriminator costs, in the kinds of adversarial training. The target of these kernels is not read.</summary>
internal static class AdversarialKernels
{
    /// <summary>factor · ln(1 + e^(sign·score)): −ln σ(score) with sign −1, −ln(1 − σ(score)) with sign +1.</summary>
    internal readonly struct Softplus(double sign, double factor) : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            LaneMath.Logistic(TLane.Create(sign) * prediction, out var softplus, out var sigmoid, out _);
            value = TLane.Create(factor) * softplus;
            gradient = TLane.Create(factor * sign) * sigmoid;
            hessian = TLane.Zero;
        }
    }

    /// <summary>(score − goal)²/2.</summary>
    internal readonly struct HalfSquare(double goal) : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            gradient = prediction - TLane.Create(goal);
            value = TLane.Create(0.5) * gradient * gradient;
            hessian = TLane.Zero;
        }
    }

    /// <summary>max(0, 1 + sign·score).</summary>
    internal readonly struct Hinge(double sign) : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var slope = TLane.Create(sign);
            var missing = TLane.MultiplyAdd(slope, prediction, TLane.One);
            var isMet = missing <= TLane.Zero;
            value = ~isMet & missing;

            // NaN is not met, and shall be seen in the gradient too.
            gradient = ~isMet & TLane.Select(TLane.AreEqual(missing, missing), slope, missing);
            hessian = TLane.Zero;
        }
    }

    /// <summary>sign · score.</summary>
    internal readonly struct Linear(double sign) : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var slope = TLane.Create(sign);
            value = slope * prediction;
            gradient = TLane.Select(TLane.AreEqual(prediction, prediction), slope, prediction);
            hessian = TLane.Zero;
        }
    }
}
