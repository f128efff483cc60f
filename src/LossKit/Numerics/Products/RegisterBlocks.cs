using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>One register.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TVector">The register.</typeparam>
/// <typeparam name="TRegister">The register's operations.</typeparam>
[StructLayout(LayoutKind.Auto)]
internal struct OneRegister<T, TVector, TRegister> : IProductBlock<OneRegister<T, TVector, TRegister>, T>
    where T : unmanaged
    where TVector : struct
    where TRegister : struct, IProductRegister<TVector, T>
{
    private TVector _first;

    /// <inheritdoc/>
    public static int Count => TRegister.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe OneRegister<T, TVector, TRegister> Load(T* source) => new() { _first = TRegister.Load(source) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe void Store(T* destination) => TRegister.Store(destination, _first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Add(T* left, OneRegister<T, TVector, TRegister> right) =>
        _first = TRegister.MultiplyAdd(TRegister.Broadcast(left), right._first, _first);
}

/// <summary>Two registers: with six rows, twelve sums, which is what sixteen registers have room for.</summary>
/// <inheritdoc cref="OneRegister{T, TVector, TRegister}"/>
[StructLayout(LayoutKind.Auto)]
internal struct TwoRegisters<T, TVector, TRegister> : IProductBlock<TwoRegisters<T, TVector, TRegister>, T>
    where T : unmanaged
    where TVector : struct
    where TRegister : struct, IProductRegister<TVector, T>
{
    private TVector _first;
    private TVector _second;

    /// <inheritdoc/>
    public static int Count => 2 * TRegister.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe TwoRegisters<T, TVector, TRegister> Load(T* source) => new()
    {
        _first = TRegister.Load(source),
        _second = TRegister.Load(source + TRegister.Count),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe void Store(T* destination)
    {
        TRegister.Store(destination, _first);
        TRegister.Store(destination + TRegister.Count, _second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Add(T* left, TwoRegisters<T, TVector, TRegister> right)
    {
        TVector number = TRegister.Broadcast(left);
        _first = TRegister.MultiplyAdd(number, right._first, _first);
        _second = TRegister.MultiplyAdd(number, right._second, _second);
    }
}

/// <summary>Four registers: with six rows, twenty-four sums, four of a step of the right operand and one number, out of thirty-two.</summary>
/// <inheritdoc cref="OneRegister{T, TVector, TRegister}"/>
[StructLayout(LayoutKind.Auto)]
internal struct FourRegisters<T, TVector, TRegister> : IProductBlock<FourRegisters<T, TVector, TRegister>, T>
    where T : unmanaged
    where TVector : struct
    where TRegister : struct, IProductRegister<TVector, T>
{
    private TVector _first;
    private TVector _second;
    private TVector _third;
    private TVector _fourth;

    /// <inheritdoc/>
    public static int Count => 4 * TRegister.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe FourRegisters<T, TVector, TRegister> Load(T* source) => new()
    {
        _first = TRegister.Load(source),
        _second = TRegister.Load(source + TRegister.Count),
        _third = TRegister.Load(source + (2 * TRegister.Count)),
        _fourth = TRegister.Load(source + (3 * TRegister.Count)),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe void Store(T* destination)
    {
        TRegister.Store(destination, _first);
        TRegister.Store(destination + TRegister.Count, _second);
        TRegister.Store(destination + (2 * TRegister.Count), _third);
        TRegister.Store(destination + (3 * TRegister.Count), _fourth);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Add(T* left, FourRegisters<T, TVector, TRegister> right)
    {
        TVector number = TRegister.Broadcast(left);
        _first = TRegister.MultiplyAdd(number, right._first, _first);
        _second = TRegister.MultiplyAdd(number, right._second, _second);
        _third = TRegister.MultiplyAdd(number, right._third, _third);
        _fourth = TRegister.MultiplyAdd(number, right._fourth, _fourth);
    }
}
