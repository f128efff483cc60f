namespace LossKit;

/// <summary>What a miner sees: the distances of a batch to itself, what belongs together, and the margin.</summary>
public readonly ref struct TripletBatch
{
    /// <summary>Initializes a new instance of the <see cref="TripletBatch"/> struct.</summary>
    /// <param name="distances">The distances of all embeddings to all, [N,N].</param>
    /// <param name="labels">The labels, [N].</param>
    /// <param name="margin">The margin.</param>
    public TripletBatch(ReadOnlySpan<double> distances, ReadOnlySpan<int> labels, double margin)
    {
        Distances = distances;
        Labels = labels;
        Margin = margin;
    }

    /// <summary>Gets the distances of all embeddings to all, row by row, [N,N].</summary>
    public ReadOnlySpan<double> Distances { get; }

    /// <summary>Gets the labels: embeddings with equal ones belong together.</summary>
    public ReadOnlySpan<int> Labels { get; }

    /// <summary>Gets by how much a positive must be nearer than a negative.</summary>
    public double Margin { get; }

    /// <summary>Gives the distances from an anchor to all embeddings, itself included.</summary>
    /// <param name="anchor">The anchor's row.</param>
    /// <returns>The distances, [N].</returns>
    public ReadOnlySpan<double> From(int anchor) => Distances.Slice(anchor * Labels.Length, Labels.Length);

    /// <summary>Says whether a row is a positive of an anchor: another one with its label.</summary>
    /// <param name="anchor">The anchor's row.</param>
    /// <param name="row">The row.</param>
    /// <returns>Whether it is; the others, but the anchor itself, are its negatives.</returns>
    public bool IsPositive(int anchor, int row) => row != anchor && Labels[row] == Labels[anchor];
}
