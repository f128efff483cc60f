using System.Runtime.CompilerServices;

namespace LossKit.Tests;

/// <summary>What is wrong with a kernel.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The gradient is a tenth too large where the error is negative.</summary>
    Gradient,

    /// <summary>The Hessian lacks its factor.</summary>
    Hessian,

    /// <summary>The value is another one when a gradient is wanted.</summary>
    Results,

    /// <summary>The result of one element depends on whether its neighbours are large.</summary>
    Neighbours,

    /// <summary>Float computes something else than double.</summary>
    Precision,

    /// <summary>A NaN is taken for 0.</summary>
    SwallowedNaN,

    /// <summary>0/0 where the error is 0.</summary>
    NaNAtZero,

    /// <summary>∞ − ∞ where the prediction is infinite.</summary>
    NaNAtInfinity,

    /// <summary>The sign of a zero decides.</summary>
    SignOfZero,
}

/// <summary>f·e², with a fault planted.</summary>
internal readonly struct PlantedKernel(double factor, Fault fault) : IElementwiseKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
        where TLane : struct, ILane<TLane>
        where TWanted : struct, IWanted
    {
        var error = prediction - target;
        var pull = TLane.Create(factor) * error;
        value = pull * error;
        gradient = pull + pull;
        hessian = TLane.Create(2 * factor);
        var half = TLane.Create(0.5);
        switch (fault)
        {
            case Fault.Gradient:
                gradient = TLane.Select(error < TLane.Zero, gradient * TLane.Create(1.1), gradient);
                break;
            case Fault.Hessian:
                hessian = TLane.Create(2);
                break;
            case Fault.Results:
                value = TWanted.Gradient ? value : value + half;
                break;
            case Fault.Neighbours:
                value = TLane.Any(error > TLane.Create(3)) ? value + half : value;
                break;
            case Fault.Precision:
                value = TLane.IsDouble ? value : value * TLane.Create(1.001);
                break;
            case Fault.SwallowedNaN:
                gradient = ~TLane.IsNaN(gradient) & gradient;
                break;
            case Fault.NaNAtZero:
                gradient = gradient * (error / error);
                break;
            case Fault.NaNAtInfinity:
                value += prediction - prediction;
                break;
            case Fault.SignOfZero:
                gradient += TLane.CopySign(half, target) - half;
                break;
        }
    }
}
