using System.Runtime.CompilerServices;

namespace LossKit;

/// <content>tanh: (1 − t)/(1 + t) with t = e^−2|x| and 1 − t made without cancellation, so that one formula serves every x.</content>
public static partial class LaneMath
{
    /// <summary>The hyperbolic tangent, odd to the last bit. Error at most 2 ulp.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <returns>The hyperbolic tangents.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Tanh<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        var t = ExpAndComplement(TLane.Create(-2) * TLane.Abs(x), out var complement);
        return TLane.CopySign(complement / (TLane.One + t), x);
    }
}
