using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossKit;

/// <summary>Matrices whose rows become columns.</summary>
internal static unsafe class Transposition
{
    private const int Block = 4;

    /// <summary>Copies a matrix into its transpose.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The matrix.</param>
    /// <param name="sourceStep">How far its rows lie apart.</param>
    /// <param name="destination">Receives the transpose; it does not overlap the matrix.</param>
    /// <param name="destinationStep">How far the rows of the transpose lie apart.</param>
    /// <param name="rows">The number of rows of the matrix.</param>
    /// <param name="columns">The number of its columns.</param>
    public static void Copy<T>(T* source, nint sourceStep, T* destination, nint destinationStep, int rows, int columns)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && Sse.IsSupported && rows >= Block && columns >= Block)
        {
            CopyBlocks((float*)source, sourceStep, (float*)destination, destinationStep, rows, columns);
            return;
        }

        for (nint column = 0; column < columns; column++)
        {
            for (nint row = 0; row < rows; row++)
            {
                destination[(column * destinationStep) + row] = source[(row * sourceStep) + column];
            }
        }
    }

    // The last blocks reach back over the ones before them, so that there are whole blocks only.
    private static void CopyBlocks(float* source, nint sourceStep, float* destination, nint destinationStep, nint rows, nint columns)
    {
        for (nint i = 0; i < rows; i += Block)
        {
            var row = Math.Min(i, rows - Block);
            for (nint j = 0; j < columns; j += Block)
            {
                var column = Math.Min(j, columns - Block);
                CopyBlock(source + (row * sourceStep) + column, sourceStep, destination + (column * destinationStep) + row, destinationStep);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyBlock(float* source, nint sourceStep, float* destination, nint destinationStep)
    {
        var a = Vector128.Load(source);
        var b = Vector128.Load(source + sourceStep);
        var c = Vector128.Load(source + (2 * sourceStep));
        var d = Vector128.Load(source + (3 * sourceStep));
        var (lowerAb, upperAb) = (Sse.UnpackLow(a, b), Sse.UnpackHigh(a, b));
        var (lowerCd, upperCd) = (Sse.UnpackLow(c, d), Sse.UnpackHigh(c, d));
        Sse.MoveLowToHigh(lowerAb, lowerCd).Store(destination);
        Sse.MoveHighToLow(lowerCd, lowerAb).Store(destination + destinationStep);
        Sse.MoveLowToHigh(upperAb, upperCd).Store(destination + (2 * destinationStep));
        Sse.MoveHighToLow(upperCd, upperAb).Store(destination + (3 * destinationStep));
    }
}
