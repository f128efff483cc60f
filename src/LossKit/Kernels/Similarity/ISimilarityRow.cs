namespace LossKit;

/// <summary>What a loss makes of a row of similarities: one row against all columns of a <see cref="ScoreMatrix"/>.</summary>
internal interface ISimilarityRow
{
    /// <summary>Gets how many places for scores of its own a row needs behind the similarities.</summary>
    int Spare { get; }

    /// <summary>Gives a row's loss, and its derivative by each similarity in the row's gradient.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TWanted">Which results are wanted.</typeparam>
    /// <param name="row">The row; its scores are the similarities, with −∞ behind them.</param>
    /// <param name="unit">Which row it is.</param>
    /// <param name="scale">What derivatives are multiplied by.</param>
    /// <returns>The loss, not scaled.</returns>
    double Evaluate<TLane, TWanted>(in RowMemory<double> row, int unit, double scale)
        where TLane : struct, ILaneMemory<TLane, double>
        where TWanted : struct, IWanted;
}
