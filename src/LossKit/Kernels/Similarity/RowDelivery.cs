namespace LossKit;

/// <summary>
/// Pulls derivatives by unit rows u = x/‖x‖ back to the rows x: (g − u·(u·g))/‖x‖, or g divided by the least norm where that was the divisor.
/// </summary>
/// <typeparam name="T">The element type of the gradient.</typeparam>
internal unsafe struct RowDelivery<T> : IRowAction
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public RowsView Source;
    public T* Target;
    public double* Norms;
    public double Scale;
    public RowLength Length;
    public LaneWidth Lanes;

    /// <inheritdoc/>
    public readonly void Execute(int row)
    {
        var unit = Source.NumbersOf(row);
        var slopes = Source.SlopesOf(row);
        var target = Target + ((nint)row * Source.Width);
        var norm = Norms[row];
        var isUnit = Length == RowLength.Unit && !(norm <= EmbeddingRows.LeastNorm);
        var along = isUnit ? RowProduct.Of(unit, slopes, Source.Width, Lanes) : 0;
        for (nint i = 0; i < Source.Width; i++)
        {
            target[i] += T.CreateTruncating((slopes[i] - (along * unit[i])) * Scale / norm);
        }
    }
}
