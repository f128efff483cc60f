namespace LossKit;

/// <summary>A sum over two rows, block by block in an order that no register width changes.</summary>
/// <typeparam name="TTerm">What is summed.</typeparam>
internal static unsafe class RowSum<TTerm>
    where TTerm : struct, IRowTerm
{
    /// <summary>Gives the sum.</summary>
    /// <param name="left">A row.</param>
    /// <param name="right">Another.</param>
    /// <param name="term">What is summed.</param>
    /// <param name="width">How many numbers they have.</param>
    /// <param name="lanes">The register width.</param>
    /// <returns>The sum of the terms.</returns>
    public static double Of(double* left, double* right, TTerm term, int width, LaneWidth lanes)
    {
        var action = new Action { Left = left, Right = right, Term = term, Width = width };
        LaneDispatch.Run<Action, double>(ref action, lanes);
        return action.Sum;
    }

    private struct Action : ILaneAction<double>
    {
        public double* Left;
        public double* Right;
        public TTerm Term;
        public int Width;
        public double Sum;

        /// <inheritdoc/>
        public void Run<TLane>()
            where TLane : struct, ILaneMemory<TLane, double>
        {
            var terms = stackalloc double[BlockSum.BlockLength];
            var total = default(CompensatedSum);
            for (var start = 0; start < Width; start += BlockSum.BlockLength)
            {
                var length = Math.Min(BlockSum.BlockLength, Width - start);
                var whole = length - (length % TLane.Count);
                for (nint i = 0; i < whole; i += TLane.Count)
                {
                    Term.Of(TLane.Load(Left, start + i), TLane.Load(Right, start + i)).Store(terms, i);
                }

                for (nint i = whole; i < length; i++)
                {
                    Term.Of(ScalarLane<double>.Load(Left, start + i), ScalarLane<double>.Load(Right, start + i)).Store(terms, i);
                }

                total += BlockSum.Sum<TLane, double>(terms, length);
            }

            Sum = total.Value;
        }
    }
}
