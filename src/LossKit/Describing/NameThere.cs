namespace LossKit;

/// <summary>A name in one library, as a card writes it down.</summary>
/// <param name="Name">The class, then the function, as the library spells them.</param>
/// <param name="Difference">How the convention differs from LossKit's, in a clause; empty where it is the same.</param>
/// <param name="Options">The options that give its defaults' numbers exactly; empty where the defaults do, or none can.</param>
internal readonly record struct NameThere(string Name, string Difference = "", string Options = "")
{
    /// <summary>What stands in place of a name where a library lacks the loss.</summary>
    public const string None = "none";

    /// <summary>Says that the library lacks the loss.</summary>
    /// <param name="instead">What people write instead; empty where there is nothing short.</param>
    /// <returns>The entry.</returns>
    public static NameThere Missing(string instead = "") => new(None, instead);
}
