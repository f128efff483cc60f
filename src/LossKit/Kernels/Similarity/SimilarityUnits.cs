using System.Buffers;

namespace LossKit;

/// <summary>The rows of a matrix of similarities as single losses; each leaves its derivatives where its similarities were.</summary>
/// <typeparam name="TRow">What the loss makes of a row.</typeparam>
/// <param name="matrix">The similarities.</param>
/// <param name="rowLoss">What the loss makes of a row.</param>
/// <param name="lanes">The register width.</param>
internal readonly unsafe struct SimilarityUnits<TRow>(ScoreMatrix matrix, TRow rowLoss, LaneWidth lanes) : IUnitKernel
    where TRow : struct, ISimilarityRow
{
    /// <inheritdoc/>
    public double Evaluate(int unit, double scale)
    {
        var row = new Row { RowLoss = rowLoss, Similarities = matrix, Unit = unit, Scale = scale };
        LaneDispatch.Run<Row, double>(ref row, lanes);
        return row.Value;
    }

    private struct Row : ILaneAction<double>
    {
        public TRow RowLoss;
        public ScoreMatrix Similarities;
        public int Unit;
        public double Scale;
        public double Value;

        /// <inheritdoc/>
        public void Run<TLane>()
            where TLane : struct, ILaneMemory<TLane, double>
        {
            var similarities = Similarities.Row(Unit);
            var padded = RowMemory<double>.PaddedLength(Math.Max(1, similarities.Length + RowLoss.Spare));
            var rented = ArrayPool<double>.Shared.Rent(RowMemory<double>.Parts * padded);
            fixed (double* memory = rented)
            {
                var row = RowMemory<double>.In(memory, similarities.Length + RowLoss.Spare);
                var scores = new Span<double>(row.Scores, padded);
                similarities.CopyTo(scores);
                scores[similarities.Length..].Fill(double.NegativeInfinity);
                new Span<double>(row.Distribution, padded).Clear();
                if (!Similarities.WantsSlopes || Scale == 0)
                {
                    // At scale 0 nothing is added, whatever the loss is.
                    Value = RowLoss.Evaluate<TLane, ValueOnly>(row, Unit, Scale);
                    similarities.Clear();
                }
                else
                {
                    Value = RowLoss.Evaluate<TLane, ValueAndGradient>(row, Unit, Scale);
                    new ReadOnlySpan<double>(row.Gradient, similarities.Length).CopyTo(similarities);
                }
            }

            ArrayPool<double>.Shared.Return(rented);
        }
    }
}
