namespace LossKit;

/// <summary>What another library calls a loss.</summary>
/// <param name="Library">The library: "PyTorch".</param>
/// <param name="Name">Its name there; "none" where it is missing.</param>
/// <param name="Difference">How its convention differs, or an empty text.</param>
/// <param name="Options">
/// The options that give its defaults' numbers exactly, as the catalogue parses them: "epsilon=1e-8:full=true"; empty where the
/// defaults do, or where no options can.
/// </param>
public sealed record ElsewhereName(string Library, string Name, string Difference = "", string Options = "")
{
    /// <summary>Gets whether the library lacks the loss; the difference then says what people write instead.</summary>
    public bool IsMissing => string.Equals(Name, NameThere.None, StringComparison.Ordinal);
}
