using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossKit.Tests;

/// <summary>One number for the bits of many results: FNV-1a over whole numbers of 64 bits, every NaN like every other.</summary>
internal sealed class ResultHash
{
    private const ulong Start = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    /// <summary>Gets the hash of all that was added.</summary>
    public ulong Value { get; private set; } = Start;

    /// <summary>Adds a result.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="number">The result.</param>
    public void Add<T>(T number)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var known = T.IsNaN(number) ? T.NaN : number;
        var bits = typeof(T) == typeof(float) ? Unsafe.BitCast<T, uint>(known) : Unsafe.BitCast<T, ulong>(known);

        // The product carries upwards only, so the high half is turned down for the next step.
        Value = BitOperations.RotateLeft((Value ^ bits) * Prime, 29);
    }
}
