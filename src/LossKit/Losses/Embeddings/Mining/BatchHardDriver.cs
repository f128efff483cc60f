namespace LossKit;

/// <summary>
/// Batch-hard mining of Euclidean distances without their matrix: one triplet an anchor is all that the loss and its gradient are made of.
/// </summary>
internal static unsafe class BatchHardDriver
{
    /// <summary>Evaluates the loss, unless the embeddings call for the matrix of their distances.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="distance">How far apart two embeddings are: the larger, the larger ‖x − y‖.</param>
    /// <param name="margin">By how much positives must be nearer than negatives.</param>
    /// <param name="embeddings">The embeddings in double, row by row.</param>
    /// <param name="call">Labels, and how to reduce.</param>
    /// <param name="value">Receives the reduced loss.</param>
    /// <returns>Whether it was evaluated: not where a number is no number, nor where all embeddings are the same.</returns>
    public static bool TryRun<T>(
        EmbeddingDistance distance, double margin, ReadOnlySpan<double> embeddings, in TensorCall<T> call, out double value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (count, length) = (call.Shape(0)[0], call.Shape(0)[1]);
        using var centred = new CentredRows(embeddings, length);
        if (!centred.IsUsable)
        {
            value = 0;
            return false;
        }

        using var triplets = new PooledMemory<HardestTriplet>(count);
        Search(centred, distance, embeddings, call.Indices(1), triplets);
        using var losses = new PooledMemory<double>(count);
        double counted = 0;
        for (var anchor = 0; anchor < count; anchor++)
        {
            var triplet = triplets.Span[anchor];
            counted += triplet.Exists ? 1 : 0;
            losses.Span[anchor] = triplet.Exists ? Math.Max(0, triplet.PositiveDistance - triplet.NegativeDistance + margin) : 0;
        }

        var divisor = UnitDriver.DivisorOf(call, count, counted);
        if (call.WantsGradient && divisor.Scale != 0)
        {
            PullBack(distance, embeddings, triplets.Span, losses.Span, call, divisor.Scale);
        }

        value = UnitDriver.Reduce<T>(losses.Span, call, divisor);
        return true;
    }

    private static void Search(
        CentredRows centred,
        EmbeddingDistance distance,
        ReadOnlySpan<double> embeddings,
        ReadOnlySpan<int> labels,
        PooledMemory<HardestTriplet> triplets)
    {
        using var byLabel = new PooledMemory<long>(labels.Length);
        using var firstOfLabel = new PooledMemory<int>(labels.Length);
        for (var row = 0; row < labels.Length; row++)
        {
            byLabel.Span[row] = ((long)labels[row] << 32) | (uint)row;
        }

        byLabel.Span.Sort();
        for (int place = 0, first = 0; place < labels.Length; place++)
        {
            var row = (int)byLabel.Span[place];
            first = labels[row] == labels[(int)byLabel.Span[first]] ? first : place;
            firstOfLabel.Span[row] = first;
        }

        fixed (double* rows = embeddings)
        {
            var search = new HardestSearch
            {
                Centred = centred,
                Distance = distance,
                Embeddings = rows,
                Length = embeddings.Length / labels.Length,
                ByLabel = byLabel.First,
                FirstOfLabel = firstOfLabel.First,
                Count = labels.Length,
                Triplets = triplets.First,
            };
            WorkerPool.Run(ref search, (labels.Length + HardestSearch.AnchorsOfPart - 1) / HardestSearch.AnchorsOfPart);
        }
    }

    // Anchor by anchor in their order, which no number of threads changes; it is N times the length of an embedding, not N².
    private static void PullBack<T>(
        EmbeddingDistance distance,
        ReadOnlySpan<double> embeddings,
        ReadOnlySpan<HardestTriplet> triplets,
        ReadOnlySpan<double> losses,
        in TensorCall<T> call,
        double scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var length = call.Shape(0)[1];
        using var pulled = new PooledMemory<double>(embeddings.Length);
        pulled.Span.Clear();
        for (var anchor = 0; anchor < triplets.Length; anchor++)
        {
            var weight = UnitDriver.WeightOf(call, anchor);
            if (losses[anchor] > 0 && weight != 0)
            {
                var triplet = triplets[anchor];
                Pull(anchor, triplet.Positive, triplet.PositiveDistance, weight, embeddings, pulled.Span);
                Pull(anchor, triplet.Negative, triplet.NegativeDistance, -weight, embeddings, pulled.Span);
            }
        }

        AnchorDriver.Deliver(pulled.Span, scale, call.Gradient(0));

        void Pull(int left, int right, double between, double slope, ReadOnlySpan<double> rows, Span<double> gradient)
        {
            var x = rows.Slice(left * length, length);
            var y = rows.Slice(right * length, length);
            distance.AddGradient(x, y, between, slope, gradient.Slice(left * length, length));
            distance.AddGradient(y, x, between, slope, gradient.Slice(right * length, length));
        }
    }
}
