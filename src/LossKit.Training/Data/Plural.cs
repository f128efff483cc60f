namespace LossKit;

/// <summary>Writes counts in sentences.</summary>
internal static class Plural
{
    /// <summary>Gives <c>1 row</c>, <c>2 rows</c>.</summary>
    public static string Of(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
