namespace LossKit;

/// <summary>
/// The shape [N,C] or [N,C,d1,…] of scores: classes along axis 1, everything behind it flattened. A row is one position of one
/// sample: C scores that lie <see cref="Positions"/> apart.
/// </summary>
/// <param name="Batch">The number of samples N.</param>
/// <param name="Classes">The number of classes C.</param>
/// <param name="Positions">The product of the dimensions behind the class axis; 1 for [N,C].</param>
public readonly record struct ClassShape(int Batch, int Classes, int Positions = 1)
{
    /// <summary>Gets the number of rows: of targets that are class indices.</summary>
    public int Rows => checked(Batch * Positions);

    /// <summary>Gets the number of scores.</summary>
    public long Length => (long)Batch * Classes * Positions;
}
