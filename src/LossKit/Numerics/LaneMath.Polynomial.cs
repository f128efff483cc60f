using System.Runtime.CompilerServices;

namespace LossKit;

/// <content>
/// Polynomials, constant coefficient first. Where x² is given, pairs and fours are joined (Estrin) so that the steps of one overlap. Where it
/// is not, they are nested (Horner): the fewest operations, for what loops spend their time on while several registers are under way anyway.
/// </content>
public static partial class LaneMath
{
    /// <summary>c₀ + c₁x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Polynomial<TLane>(TLane x, double c0, double c1)
        where TLane : struct, ILane<TLane> => TLane.MultiplyAdd(TLane.Create(c1), x, TLane.Create(c0));

    /// <summary>c₀ + c₁x + c₂x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Polynomial<TLane>(TLane x, double c0, double c1, double c2)
        where TLane : struct, ILane<TLane> =>
        TLane.MultiplyAdd(Polynomial(x, c1, c2), x, TLane.Create(c0));

    /// <summary>c₀ + … + c₄x⁴.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Polynomial<TLane>(TLane x, double c0, double c1, double c2, double c3, double c4)
        where TLane : struct, ILane<TLane> =>
        TLane.MultiplyAdd(TLane.MultiplyAdd(Polynomial(x, c2, c3, c4), x, TLane.Create(c1)), x, TLane.Create(c0));

    /// <summary>c₀ + … + c₈x⁸.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Polynomial<TLane>(
        TLane x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7, double c8)
        where TLane : struct, ILane<TLane>
    {
        var high = TLane.MultiplyAdd(Polynomial(x, c4, c5, c6, c7, c8), x, TLane.Create(c3));
        return TLane.MultiplyAdd(TLane.MultiplyAdd(TLane.MultiplyAdd(high, x, TLane.Create(c2)), x, TLane.Create(c1)), x, TLane.Create(c0));
    }

    /// <summary>c₀ + … + c₃x³, with x² given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Polynomial<TLane>(TLane x, TLane x2, double c0, double c1, double c2, double c3)
        where TLane : struct, ILane<TLane> =>
        TLane.MultiplyAdd(x2, Polynomial(x, c2, c3), Polynomial(x, c0, c1));

    /// <summary>c₀ + … + c₄x⁴, with x² given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Polynomial<TLane>(TLane x, TLane x2, double c0, double c1, double c2, double c3, double c4)
        where TLane : struct, ILane<TLane> =>
        TLane.MultiplyAdd(x2, Polynomial(x, c2, c3, c4), Polynomial(x, c0, c1));

    /// <summary>c₀ + … + c₅x⁵, with x² given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Polynomial<TLane>(TLane x, TLane x2, double c0, double c1, double c2, double c3, double c4, double c5)
        where TLane : struct, ILane<TLane> =>
        TLane.MultiplyAdd(x2, Polynomial(x, x2, c2, c3, c4, c5), Polynomial(x, c0, c1));

    /// <summary>c₀ + … + c₇x⁷, with x² given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Polynomial<TLane>(
        TLane x, TLane x2, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7)
        where TLane : struct, ILane<TLane> =>
        TLane.MultiplyAdd(x2 * x2, Polynomial(x, x2, c4, c5, c6, c7), Polynomial(x, x2, c0, c1, c2, c3));

    /// <summary>c₀ + … + c₆x⁶, with x² given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Polynomial<TLane>(
        TLane x, TLane x2, double c0, double c1, double c2, double c3, double c4, double c5, double c6)
        where TLane : struct, ILane<TLane> =>
        TLane.MultiplyAdd(x2 * x2, Polynomial(x, c4, c5, c6), Polynomial(x, x2, c0, c1, c2, c3));

    /// <summary>c₀ + … + c₁₀x¹⁰, with x² given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Polynomial<TLane>(
        TLane x, TLane x2, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7, double c8,
        double c9, double c10)
        where TLane : struct, ILane<TLane>
    {
        var x4 = x2 * x2;
        var high = TLane.MultiplyAdd(x4, Polynomial(x, c8, c9, c10), Polynomial(x, x2, c4, c5, c6, c7));
        return TLane.MultiplyAdd(x4, high, Polynomial(x, x2, c0, c1, c2, c3));
    }

    /// <summary>c₀ + … + c₁₁x¹¹, with x² given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Polynomial<TLane>(
        TLane x, TLane x2, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7, double c8,
        double c9, double c10, double c11)
        where TLane : struct, ILane<TLane>
    {
        var x4 = x2 * x2;
        var high = TLane.MultiplyAdd(x4, Polynomial(x, x2, c8, c9, c10, c11), Polynomial(x, x2, c4, c5, c6, c7));
        return TLane.MultiplyAdd(x4, high, Polynomial(x, x2, c0, c1, c2, c3));
    }
}
