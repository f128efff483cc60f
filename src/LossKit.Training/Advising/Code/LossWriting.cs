namespace LossKit;

/// <summary>A loss as it is written, taken apart: <c>huber:delta=0.5</c> is huber with delta 0.5.</summary>
/// <param name="Id">The id.</param>
/// <param name="Options">The options that are written, in their order.</param>
internal sealed record LossWriting(string Id, IReadOnlyList<(string Name, string Value)> Options)
{
    /// <summary>Takes a loss apart that the catalogue can parse and that is no sum.</summary>
    public static LossWriting Of(string text)
    {
        var parts = text.Split(':');
        return new(parts[0], [.. parts.Skip(1).Select(part => part.Split('=')).Select(option => (option[0], option[1]))]);
    }

    /// <summary>Gives the value of an option, or what it is without being written.</summary>
    public string Value(string option) => Options.FirstOrDefault(written => string.Equals(written.Name, option, StringComparison.Ordinal)).Value
        ?? LossCatalog.Find(Id).Card.Options.First(known => string.Equals(known.Name, option, StringComparison.Ordinal)).Default;
}
