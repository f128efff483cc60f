using System.Buffers;

namespace LossKit;

/// <summary>The loop of losses over rows of class scores that are made on the way and never all there: z = h·Wᵀ + b.</summary>
/// <remarks>
/// Rows go through in chunks whose scores fill at most <see cref="ChunkBytes"/>. The scores of a chunk become their own gradient G in
/// place, from which the chunk's part of the gradients follows: G·W for its hidden states, Gᵀ·h for the weights, the column sums of G
/// for the bias. What a mean divides by is known before the first chunk. Every element of these gradients is one chain of additions in
/// the order of the rows, whatever the chunks and threads are: the bits are those of the scores made at once. Rows that are ignored
/// are left out of all products.
/// </remarks>
internal static class LinearRowDriver
{
    /// <summary>
    /// The scores at a time: large enough to pay for passing over weights and their gradient once for each chunk (at 16 MiB that takes a tenth
    /// longer), and with all else that a first call touches a twentieth of what 2048 rows of 32,000 scores take at once.
    /// </summary>
    public const int ChunkBytes = 25 << 20;

    /// <summary>Evaluates a kernel over all rows.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="kernel">The kernel with its parameters.</param>
    /// <param name="call">What to read and to write; lengths and class indices are checked already.</param>
    /// <returns>The reduced loss.</returns>
    public static double Run<TKernel, T>(TKernel kernel, in LinearRowCall<T> call)
        where TKernel : struct, IRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var divisor = RowDriver.DivisorOf<TKernel, T>(kernel, call.Target, call.Reduction);
        var rowsOfChunk = RowsOfChunk<T>(call.Shape, call.ChunkBytes);
        var memory = ArrayPool<T>.Shared.Rent(rowsOfChunk * LinearChunk<T>.LengthOfRow(call.Shape));
        var indices = ArrayPool<int>.Shared.Rent(rowsOfChunk * LinearChunk<T>.IndicesOfRow);
        try
        {
            var total = default(CompensatedSum);
            var chunk = new LinearChunk<T>(call, memory, indices, rowsOfChunk);
            while (chunk.Fill(kernel))
            {
                total += chunk.Evaluate(kernel, divisor.Scale);
            }

            chunk.Finish();
            return divisor.Divide(total.Value);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(memory);
            ArrayPool<int>.Shared.Return(indices);
        }
    }

    private static int RowsOfChunk<T>(LinearShape shape, int bytes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var fitting = bytes / Unsafe.SizeOf<T>() / LinearChunk<T>.LengthOfRow(shape);
        return Math.Clamp(fitting, 1, Math.Max(1, shape.Rows));
    }
}
