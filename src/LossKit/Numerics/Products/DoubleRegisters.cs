using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossKit;

/// <summary>8 elements in 512 bits; needs AVX-512.</summary>
internal readonly struct DoubleRegister512 : IProductRegister<Vector512<double>, double>
{
    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static int Abreast => 4;

    /// <inheritdoc/>
    public static unsafe Vector512<double> Load(double* source) => Vector512.Load(source);

    /// <inheritdoc/>
    public static unsafe Vector512<double> Broadcast(double* source) => Vector512.Create(*source);

    /// <inheritdoc/>
    public static unsafe void Store(double* destination, Vector512<double> value) => value.Store(destination);

    /// <inheritdoc/>
    public static Vector512<double> MultiplyAdd(Vector512<double> left, Vector512<double> right, Vector512<double> addend) =>
        Avx512F.FusedMultiplyAdd(left, right, addend);
}

/// <summary>4 elements in 256 bits; needs FMA.</summary>
internal readonly struct DoubleRegister256 : IProductRegister<Vector256<double>, double>
{
    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static int Abreast => 2;

    /// <inheritdoc/>
    public static unsafe Vector256<double> Load(double* source) => Vector256.Load(source);

    /// <inheritdoc/>
    public static unsafe Vector256<double> Broadcast(double* source) => Vector256.Create(*source);

    /// <inheritdoc/>
    public static unsafe void Store(double* destination, Vector256<double> value) => value.Store(destination);

    /// <inheritdoc/>
    public static Vector256<double> MultiplyAdd(Vector256<double> left, Vector256<double> right, Vector256<double> addend) =>
        Fma.MultiplyAdd(left, right, addend);
}

/// <summary>2 elements in 128 bits; meant for Arm, right everywhere.</summary>
internal readonly struct DoubleRegister128 : IProductRegister<Vector128<double>, double>
{
    /// <inheritdoc/>
    public static int Count => 2;

    /// <inheritdoc/>
    public static int Abreast => 2;

    /// <inheritdoc/>
    public static unsafe Vector128<double> Load(double* source) => Vector128.Load(source);

    /// <inheritdoc/>
    public static unsafe Vector128<double> Broadcast(double* source) => Vector128.Create(*source);

    /// <inheritdoc/>
    public static unsafe void Store(double* destination, Vector128<double> value) => value.Store(destination);

    /// <inheritdoc/>
    public static Vector128<double> MultiplyAdd(Vector128<double> left, Vector128<double> right, Vector128<double> addend) =>
        Vector128.FusedMultiplyAdd(left, right, addend);
}

/// <summary>One element: where the runtime is told to use no vector instructions.</summary>
internal readonly struct DoubleRegister1 : IProductRegister<double, double>
{
    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static int Abreast => 2;

    /// <inheritdoc/>
    public static unsafe double Load(double* source) => *source;

    /// <inheritdoc/>
    public static unsafe double Broadcast(double* source) => *source;

    /// <inheritdoc/>
    public static unsafe void Store(double* destination, double value) => *destination = value;

    /// <inheritdoc/>
    public static double MultiplyAdd(double left, double right, double addend) =>
        Math.FusedMultiplyAdd(left, right, addend);
}
