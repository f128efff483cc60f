using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossKit;

/// <summary>Four columns of eight rows; needs AVX.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct SingleColumns : IProductColumns<SingleColumns, Vector256<float>, float>
{
    /// <inheritdoc/>
    public Vector256<float> First { get; private init; }

    /// <inheritdoc/>
    public Vector256<float> Second { get; private init; }

    /// <inheritdoc/>
    public Vector256<float> Third { get; private init; }

    /// <inheritdoc/>
    public Vector256<float> Fourth { get; private init; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe SingleColumns Load(float* source, nint stride)
    {
        // Rows i and i + 4 share a register from the load on, so that no later step has to cross its halves.
        Vector256<float> a = Halves(source, stride), b = Halves(source + stride, stride);
        source += 2 * stride;
        Vector256<float> c = Halves(source, stride), d = Halves(source + stride, stride);
        Vector256<float> abLow = Avx.UnpackLow(a, b), abHigh = Avx.UnpackHigh(a, b);
        Vector256<float> cdLow = Avx.UnpackLow(c, d), cdHigh = Avx.UnpackHigh(c, d);
        return new()
        {
            First = Avx.Shuffle(abLow, cdLow, 0x44),
            Second = Avx.Shuffle(abLow, cdLow, 0xEE),
            Third = Avx.Shuffle(abHigh, cdHigh, 0x44),
            Fourth = Avx.Shuffle(abHigh, cdHigh, 0xEE),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<float> Halves(float* source, nint stride) =>
        Avx.InsertVector128(Vector128.Load(source).ToVector256Unsafe(), Vector128.Load(source + (4 * stride)), 1);
}

/// <summary>Four columns of four rows; needs AVX.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct DoubleColumns : IProductColumns<DoubleColumns, Vector256<double>, double>
{
    /// <inheritdoc/>
    public Vector256<double> First { get; private init; }

    /// <inheritdoc/>
    public Vector256<double> Second { get; private init; }

    /// <inheritdoc/>
    public Vector256<double> Third { get; private init; }

    /// <inheritdoc/>
    public Vector256<double> Fourth { get; private init; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe DoubleColumns Load(double* source, nint stride)
    {
        Vector256<double> a = Vector256.Load(source), b = Vector256.Load(source + stride);
        source += 2 * stride;
        Vector256<double> c = Vector256.Load(source), d = Vector256.Load(source + stride);
        Vector256<double> abLow = Avx.UnpackLow(a, b), abHigh = Avx.UnpackHigh(a, b);
        Vector256<double> cdLow = Avx.UnpackLow(c, d), cdHigh = Avx.UnpackHigh(c, d);
        return new()
        {
            First = Avx.Permute2x128(abLow, cdLow, 0x20),
            Second = Avx.Permute2x128(abHigh, cdHigh, 0x20),
            Third = Avx.Permute2x128(abLow, cdLow, 0x31),
            Fourth = Avx.Permute2x128(abHigh, cdHigh, 0x31),
        };
    }
}
