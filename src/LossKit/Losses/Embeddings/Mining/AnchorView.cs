using System.Buffers;

namespace LossKit;

/// <summary>One anchor as the miners built in see it: its positives, nearest first, in rented memory, and the rows that are its negatives.</summary>
internal readonly ref struct AnchorView
{
    private readonly double[] _distances;
    private readonly int[] _rows;

    /// <summary>Initializes a new instance of the <see cref="AnchorView"/> struct.</summary>
    /// <param name="batch">The distances and the labels.</param>
    /// <param name="anchor">The anchor's row.</param>
    public AnchorView(scoped in TripletBatch batch, int anchor)
    {
        var labels = batch.Labels;
        var distances = batch.From(anchor);
        _distances = ArrayPool<double>.Shared.Rent(labels.Length);
        _rows = ArrayPool<int>.Shared.Rent(labels.Length);
        var count = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            if (batch.IsPositive(anchor, row))
            {
                _distances[count] = distances[row];
                _rows[count++] = row;
            }
        }

        Distances = _distances.AsSpan(0, count);
        Rows = _rows.AsSpan(0, count);
        Distances.Sort(Rows);
    }

    /// <summary>Gets the distances of the positives, rising.</summary>
    public Span<double> Distances { get; }

    /// <summary>Gets the rows of the positives in the same order.</summary>
    public Span<int> Rows { get; }

    /// <summary>
    /// Says whether an anchor has a positive and a negative. A NaN among its distances is written into the slopes, so that it shows in
    /// the gradient of the row it came from; it makes every comparison meaningless.
    /// </summary>
    /// <param name="batch">The distances and the labels.</param>
    /// <param name="anchor">The anchor's row.</param>
    /// <param name="slopes">The anchor's slopes.</param>
    /// <param name="spoilt">What to give instead of mining: nothing, or NaN.</param>
    /// <returns>Whether there is something to mine.</returns>
    public static bool IsMinable(scoped in TripletBatch batch, int anchor, Span<double> slopes, out MinedTriplets spoilt)
    {
        var labels = batch.Labels;
        var distances = batch.From(anchor);
        var positives = 0;
        var spoiltRows = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            positives += batch.IsPositive(anchor, row) ? 1 : 0;
            spoiltRows += row != anchor && double.IsNaN(distances[row]) ? 1 : 0;
        }

        spoilt = MinedTriplets.None;
        if (positives == 0 || positives == labels.Length - 1)
        {
            return false;
        }

        if (spoiltRows == 0)
        {
            return true;
        }

        for (var row = 0; row < labels.Length; row++)
        {
            if (row != anchor && double.IsNaN(distances[row]))
            {
                slopes[row] = double.NaN;
            }
        }

        spoilt = new(double.NaN, 1);
        return false;
    }

    /// <summary>Gives back what was rented.</summary>
    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_distances);
        ArrayPool<int>.Shared.Return(_rows);
    }
}
