namespace LossKit;

/// <summary>Takes the values of chosen rows out of a column.</summary>
internal static class RowPicking
{
    /// <summary>Gives <c>values[rows[0]], values[rows[1]], …</c>.</summary>
    public static T[] Pick<T>(this ReadOnlySpan<T> values, ReadOnlySpan<int> rows)
    {
        var picked = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++) picked[i] = values[rows[i]];
        return picked;
    }
}
