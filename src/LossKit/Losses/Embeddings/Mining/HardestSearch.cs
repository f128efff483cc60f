using System.Numerics.Tensors;

namespace LossKit;

/// <summary>
/// Finds the hardest triplet of each anchor. A matrix product in single precision leaves the few rows that can be the farthest and the nearest;
/// among these the distances themselves decide, the lowest row where several are equal.
/// </summary>
internal unsafe struct HardestSearch : IPartitionedJob
{
    /// <summary>Anchors at a time: their products with a batch of a thousand rows stay in the second-level cache.</summary>
    public const int AnchorsOfPart = 96;

    /// <summary>The rows that products are made of.</summary>
    public CentredRows Centred;

    /// <summary>How far apart two embeddings are; the larger, the larger ‖x − y‖.</summary>
    public EmbeddingDistance Distance;

    /// <summary>The embeddings.</summary>
    public double* Embeddings;

    /// <summary>The length of an embedding.</summary>
    public int Length;

    /// <summary>The rows in the order of their labels: label and row in one number.</summary>
    public long* ByLabel;

    /// <summary>Where the rows with the label of a row begin among these.</summary>
    public int* FirstOfLabel;

    /// <summary>How many embeddings there are.</summary>
    public int Count;

    /// <summary>Receives the triplets.</summary>
    public HardestTriplet* Triplets;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        var first = part * AnchorsOfPart;
        var anchors = Math.Min(AnchorsOfPart, Count - first);
        using var memory = new PooledMemory<float>((anchors + 1) * Count);
        Centred.Multiply(first, anchors, memory.First);
        for (var i = 0; i < anchors; i++)
        {
            Triplets[first + i] = Search(first + i, memory.Span.Slice(i * Count, Count), memory.Span.Slice(anchors * Count, Count));
        }
    }

    private readonly HardestTriplet Search(int anchor, ReadOnlySpan<float> products, Span<float> high)
    {
        // Products are bounded from both sides; the label's own rows are taken out of the negatives.
        TensorPrimitives.MultiplyAdd(products, -2f, Centred.High, high);
        var low = Centred.Low;
        var slack = Centred.Slack[anchor];
        var begin = FirstOfLabel[anchor];
        var end = begin;
        var farthestAtLeast = float.NegativeInfinity;
        for (; end < Count && FirstOfLabel[RowAt(end)] == begin; end++)
        {
            var row = RowAt(end);
            if (row != anchor)
            {
                farthestAtLeast = Math.Max(farthestAtLeast, low[row] - (2 * products[row]));
            }
        }

        if (end - begin < 2 || end - begin == Count)
        {
            return default;
        }

        var farthest = new Best(this, anchor, sign: 1);
        for (var place = begin; place < end; place++)
        {
            var row = RowAt(place);
            if (row != anchor && high[row] >= farthestAtLeast - slack)
            {
                farthest.Offer(row);
            }

            high[row] = float.PositiveInfinity;
        }

        var nearestAtMost = TensorPrimitives.Min<float>(high) + slack;
        var nearest = new Best(this, anchor, sign: -1);
        for (var row = 0; row < products.Length; row++)
        {
            if (low[row] - (2 * products[row]) <= nearestAtMost && !float.IsPositiveInfinity(high[row]))
            {
                nearest.Offer(row);
            }
        }

        return new(farthest.Row, nearest.Row, farthest.Distance, nearest.Distance, Exists: true);
    }

    private readonly int RowAt(int place) => (int)ByLabel[place];

    private readonly double Between(int left, int right) => Distance.Between(
        new(Embeddings + ((nint)left * Length), Length), new(Embeddings + ((nint)right * Length), Length));

    // Candidates come in the order of their rows, so that the first of equal ones stays.
    private ref struct Best(in HardestSearch search, int anchor, int sign)
    {
        private readonly ref readonly HardestSearch _search = ref search;

        public int Row { get; private set; } = -1;

        public double Distance { get; private set; }

        public void Offer(int row)
        {
            var distance = _search.Between(anchor, row);
            if (Row < 0 || sign * distance > sign * Distance)
            {
                Row = row;
                Distance = distance;
            }
        }
    }
}
