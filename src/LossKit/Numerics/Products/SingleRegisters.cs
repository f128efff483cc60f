using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossKit;

/// <summary>16 elements in 512 bits; needs AVX-512.</summary>
internal readonly struct SingleRegister512 : IProductRegister<Vector512<float>, float>
{
    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    public static int Abreast => 4;

    /// <inheritdoc/>
    public static unsafe Vector512<float> Load(float* source) => Vector512.Load(source);

    /// <inheritdoc/>
    public static unsafe Vector512<float> Broadcast(float* source) => Vector512.Create(*source);

    /// <inheritdoc/>
    public static unsafe void Store(float* destination, Vector512<float> value) => value.Store(destination);

    /// <inheritdoc/>
    public static Vector512<float> MultiplyAdd(Vector512<float> left, Vector512<float> right, Vector512<float> addend) =>
        Avx512F.FusedMultiplyAdd(left, right, addend);
}

/// <summary>8 elements in 256 bits; needs FMA.</summary>
internal readonly struct SingleRegister256 : IProductRegister<Vector256<float>, float>
{
    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static int Abreast => 2;

    /// <inheritdoc/>
    public static unsafe Vector256<float> Load(float* source) => Vector256.Load(source);

    /// <inheritdoc/>
    public static unsafe Vector256<float> Broadcast(float* source) => Vector256.Create(*source);

    /// <inheritdoc/>
    public static unsafe void Store(float* destination, Vector256<float> value) => value.Store(destination);

    /// <inheritdoc/>
    public static Vector256<float> MultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend) =>
        Fma.MultiplyAdd(left, right, addend);
}

/// <summary>4 elements in 128 bits; meant for Arm, right everywhere.</summary>
internal readonly struct SingleRegister128 : IProductRegister<Vector128<float>, float>
{
    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static int Abreast => 2;

    /// <inheritdoc/>
    public static unsafe Vector128<float> Load(float* source) => Vector128.Load(source);

    /// <inheritdoc/>
    public static unsafe Vector128<float> Broadcast(float* source) => Vector128.Create(*source);

    /// <inheritdoc/>
    public static unsafe void Store(float* destination, Vector128<float> value) => value.Store(destination);

    /// <inheritdoc/>
    public static Vector128<float> MultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend) =>
        Vector128.FusedMultiplyAdd(left, right, addend);
}

/// <summary>One element: where the runtime is told to use no vector instructions.</summary>
internal readonly struct SingleRegister1 : IProductRegister<float, float>
{
    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static int Abreast => 2;

    /// <inheritdoc/>
    public static unsafe float Load(float* source) => *source;

    /// <inheritdoc/>
    public static unsafe float Broadcast(float* source) => *source;

    /// <inheritdoc/>
    public static unsafe void Store(float* destination, float value) => *destination = value;

    /// <inheritdoc/>
    public static float MultiplyAdd(float left, float right, float addend) =>
        MathF.FusedMultiplyAdd(left, right, addend);
}
