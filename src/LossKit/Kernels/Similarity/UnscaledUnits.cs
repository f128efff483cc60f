namespace LossKit;

/// <summary>
/// Units whose gradients are summed by matrix products: they are left unscaled, and what a mean divides by is brought in once, when they are
/// delivered.
/// </summary>
internal static class UnscaledUnits
{
    /// <summary>Evaluates all units and reduces their losses.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="kernel">The kernel with its parameters and memory.</param>
    /// <param name="units">How many single losses there are.</param>
    /// <param name="work">About how many elements one unit passes over.</param>
    /// <param name="call">How to reduce, and where the single losses go.</param>
    /// <param name="count">What a mean divides by; the number of units where it is not given.</param>
    /// <returns>The reduced loss, and what gradients are to be multiplied by.</returns>
    public static Outcome Run<TKernel, T>(TKernel kernel, int units, long work, in TensorCall<T> call, double? count = null)
        where TKernel : struct, IUnitKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var divisor = UnitDriver.DivisorOf(call, units, count);
        var sum = call;
        sum.Reduction = Reduction.Sum;
        return new(divisor.Divide(UnitDriver.Run(kernel, units, work, sum)), divisor.Scale);
    }

    /// <summary>What an evaluation gave.</summary>
    /// <param name="Value">The reduced loss.</param>
    /// <param name="Scale">What gradients are to be multiplied by.</param>
    internal readonly record struct Outcome(double Value, double Scale);
}
