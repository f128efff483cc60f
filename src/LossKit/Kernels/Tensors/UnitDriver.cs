using System.Buffers;

namespace LossKit;

/// <summary>The driver of all losses that fall into units computed side by side: their losses are summed in the order of the units.</summary>
internal static unsafe class UnitDriver
{
    /// <summary>Evaluates all units and reduces their losses.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="kernel">The kernel with its parameters and memory.</param>
    /// <param name="units">How many single losses there are.</param>
    /// <param name="work">About how many elements one unit passes over.</param>
    /// <param name="call">How to reduce, and where the single losses go.</param>
    /// <param name="count">What a mean divides by; the number of units where it is not given.</param>
    /// <param name="shares">What each single loss counts in the reduced one beside its weight; empty where all count alike.</param>
    /// <returns>The reduced loss.</returns>
    public static double Run<TKernel, T>(
        TKernel kernel, int units, long work, in TensorCall<T> call, double? count = null, ReadOnlySpan<double> shares = default)
        where TKernel : struct, IUnitKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var divisor = DivisorOf(call, units, count);
        var rented = ArrayPool<double>.Shared.Rent(Math.Max(1, units));
        try
        {
            fixed (double* losses = rented, share = shares)
            fixed (T* weight = call.Weight)
            {
                var action = new UnitAction<TKernel, T>
                {
                    Kernel = kernel,
                    Losses = losses,
                    Weight = weight,
                    Share = share,
                    Scale = divisor.Scale,
                };
                RowLoop.Run(action, units, work);
            }

            return Reduce(rented.AsSpan(0, units), call, divisor, shares);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>Gives the weight of a single loss.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="call">The weights, if there are any.</param>
    /// <param name="unit">Which single loss.</param>
    /// <returns>The weight; 1 where there are none.</returns>
    public static double WeightOf<T>(in TensorCall<T> call, int unit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        call.Weight.IsEmpty ? 1 : double.CreateTruncating(call.Weight[unit]);

    /// <summary>Gives what the single losses' sum is divided by.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="call">How to reduce.</param>
    /// <param name="units">How many single losses there are.</param>
    /// <param name="count">What a mean divides by; the number of units where it is not given.</param>
    /// <returns>The divisor.</returns>
    public static Divisor DivisorOf<T>(in TensorCall<T> call, int units, double? count = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => count is double given
        ? Divisor.ForWeights(call.Reduction, given)
        : Divisor.ForCount(call.Reduction, units, call.Shape(0).Rank > 0 ? call.Shape(0)[0] : 1);

    /// <summary>Hands out the value of a loss that has no smaller parts.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="value">The value, already multiplied by its factor.</param>
    /// <param name="call">Where it goes.</param>
    /// <returns>The value.</returns>
    public static double Deliver<T>(double value, in TensorCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!call.Values.IsEmpty)
        {
            call.Values[0] = T.CreateTruncating(value);
        }

        return value;
    }

    /// <summary>Hands out the single losses and gives their reduced sum.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="losses">The single losses.</param>
    /// <param name="call">Their factors, and where they go.</param>
    /// <param name="divisor">What their sum is divided by.</param>
    /// <param name="shares">What each single loss counts in the reduced one beside its weight; empty where all count alike.</param>
    /// <returns>The reduced loss.</returns>
    public static double Reduce<T>(ReadOnlySpan<double> losses, in TensorCall<T> call, Divisor divisor, ReadOnlySpan<double> shares = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var total = default(CompensatedSum);
        for (var i = 0; i < losses.Length; i++)
        {
            var loss = losses[i];
            if (!call.Weight.IsEmpty)
            {
                // A weight of 0 removes its loss, even an infinite one.
                var weight = double.CreateTruncating(call.Weight[i]);
                loss = weight == 0 ? 0 : weight * loss;
            }

            total += shares.IsEmpty ? loss : loss * shares[i];
            if (!call.Values.IsEmpty)
            {
                call.Values[i] = T.CreateTruncating(loss);
            }
        }

        return divisor.Divide(total.Value);
    }

    private struct UnitAction<TKernel, T> : IRowAction
        where TKernel : struct, IUnitKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public TKernel Kernel;
        public double* Losses;
        public T* Weight;
        public double* Share;
        public double Scale;

        /// <inheritdoc/>
        public readonly void Execute(int row)
        {
            var weight = Weight is null ? 1 : double.CreateTruncating(Weight[row]);
            var share = Share is null ? 1 : Share[row];
            Losses[row] = Kernel.Evaluate(row, Scale * weight * share);
        }
    }
}
