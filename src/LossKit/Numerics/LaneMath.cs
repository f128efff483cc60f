using System.Runtime.CompilerServices;

namespace LossKit;

/// <summary>The elementary functions of a lane, accurate over the whole range of both element types.</summary>
/// <remarks>
/// <para>
/// Every function is a polynomial of its own (minimax, derived by <c>tools/minimax</c>) and gives the same bits at every
/// register width: a product is fused with a sum only where <see cref="ILane{TSelf}.MultiplyAdd"/> says so. Only the sign and
/// payload of a NaN are unspecified. Subnormal results are rounded like all others, never flushed to zero.
/// </para>
/// <para>
/// Errors are in units in the last place (ulp) of the exact result, over all finite arguments. The stated bounds are what the
/// tests assert, against results computed with 60 digits.
/// </para>
/// </remarks>
public static partial class LaneMath
{
    /// <summary>
    /// Multiplies under the rule 0 · ∞ = 0 that limits such as x · ln(x) at 0 call for: 0 where either factor is 0, NaN where either
    /// is NaN.
    /// </summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="left">The first factors.</param>
    /// <param name="right">The second factors.</param>
    /// <returns>The products.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane MultiplyOrZero<TLane>(TLane left, TLane right)
        where TLane : struct, ILane<TLane>
    {
        // Where one factor is 0 the sum is the other one: equal to itself unless it is NaN.
        var product = left * right;
        var sum = left + right;
        var kept = TLane.SelectEqual(left, TLane.Zero, TLane.Zero, TLane.SelectEqual(right, TLane.Zero, TLane.Zero, product));
        return TLane.SelectEqual(sum, sum, kept, product);
    }

    /// <summary>A constant that differs between the element types; the choice is made at compile time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Constant<TLane>(double forSingle, double forDouble)
        where TLane : struct, ILane<TLane> => TLane.Create(TLane.IsDouble ? forDouble : forSingle);
}
