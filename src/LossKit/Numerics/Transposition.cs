using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossKit;

/// <summary>Matrices whose rows become columns.</summary>
internal static unsafe class Transposition
{
    private const int Block = 4;
    private const int Wide = 16;

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
        var wideRows = Avx512F.IsSupported ? rows - (rows % Wide) : 0;
        for (nint row = 0; row < wideRows; row += Wide)
        {
            for (nint j = 0; j < columns; j += Block)
            {
                var column = Math.Min(j, columns - Block);
                CopyWideRows(source + (row * sourceStep) + column, sourceStep, destination + (column * destinationStep) + row, destinationStep);
            }
        }

        var wideColumns = Avx512F.IsSupported ? columns - (columns % Wide) : 0;
        for (var i = wideRows; i < rows; i += Block)
        {
            var row = Math.Min(i, rows - Block);
            var from = source + (row * sourceStep);
            var to = destination + row;
            for (nint column = 0; column < wideColumns; column += Wide)
            {
                CopyWideColumns(from + column, sourceStep, to + (column * destinationStep), destinationStep);
            }

            for (var j = wideColumns; j < columns; j += Block)
            {
                var column = Math.Min(j, columns - Block);
                CopyBlock(from + column, sourceStep, to + (column * destinationStep), destinationStep);
            }
        }
    }

    // Sixteen rows of four become four of sixteen: fours of rows lie side by side in a register and are turned together.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyWideRows(float* source, nint sourceStep, float* destination, nint destinationStep)
    {
        var a = EveryFourth(source, sourceStep);
        var b = EveryFourth(source + sourceStep, sourceStep);
        var c = EveryFourth(source + (2 * sourceStep), sourceStep);
        var d = EveryFourth(source + (3 * sourceStep), sourceStep);
        var (lowerAb, upperAb) = (Avx512F.UnpackLow(a, b).AsDouble(), Avx512F.UnpackHigh(a, b).AsDouble());
        var (lowerCd, upperCd) = (Avx512F.UnpackLow(c, d).AsDouble(), Avx512F.UnpackHigh(c, d).AsDouble());
        Avx512F.UnpackLow(lowerAb, lowerCd).AsSingle().Store(destination);
        Avx512F.UnpackHigh(lowerAb, lowerCd).AsSingle().Store(destination + destinationStep);
        Avx512F.UnpackLow(upperAb, upperCd).AsSingle().Store(destination + (2 * destinationStep));
        Avx512F.UnpackHigh(upperAb, upperCd).AsSingle().Store(destination + (3 * destinationStep));
    }

    // Four rows of sixteen become sixteen of four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyWideColumns(float* source, nint sourceStep, float* destination, nint destinationStep)
    {
        var a = Vector512.Load(source);
        var b = Vector512.Load(source + sourceStep);
        var c = Vector512.Load(source + (2 * sourceStep));
        var d = Vector512.Load(source + (3 * sourceStep));
        var (lowerAb, upperAb) = (Avx512F.UnpackLow(a, b).AsDouble(), Avx512F.UnpackHigh(a, b).AsDouble());
        var (lowerCd, upperCd) = (Avx512F.UnpackLow(c, d).AsDouble(), Avx512F.UnpackHigh(c, d).AsDouble());
        StoreEveryFourth(Avx512F.UnpackLow(lowerAb, lowerCd).AsSingle(), destination, destinationStep);
        StoreEveryFourth(Avx512F.UnpackHigh(lowerAb, lowerCd).AsSingle(), destination + destinationStep, destinationStep);
        StoreEveryFourth(Avx512F.UnpackLow(upperAb, upperCd).AsSingle(), destination + (2 * destinationStep), destinationStep);
        StoreEveryFourth(Avx512F.UnpackHigh(upperAb, upperCd).AsSingle(), destination + (3 * destinationStep), destinationStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreEveryFourth(Vector512<float> rows, float* destination, nint destinationStep)
    {
        Avx512F.ExtractVector128(rows, 0).Store(destination);
        Avx512F.ExtractVector128(rows, 1).Store(destination + (4 * destinationStep));
        Avx512F.ExtractVector128(rows, 2).Store(destination + (8 * destinationStep));
        Avx512F.ExtractVector128(rows, 3).Store(destination + (12 * destinationStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> EveryFourth(float* source, nint sourceStep)
    {
        var rows = Vector128.Load(source).ToVector256Unsafe().ToVector512Unsafe();
        rows = Avx512F.InsertVector128(rows, Vector128.Load(source + (4 * sourceStep)), 1);
        rows = Avx512F.InsertVector128(rows, Vector128.Load(source + (8 * sourceStep)), 2);
        return Avx512F.InsertVector128(rows, Vector128.Load(source + (12 * sourceStep)), 3);
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
