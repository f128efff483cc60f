namespace LossKit;

/// <summary>One option of a loss: its name, default, domain and meaning.</summary>
/// <param name="Name">Its name in kebab-case.</param>
/// <param name="Kind">What kind of value it takes.</param>
/// <param name="Default">The value when nothing is written, as it would be written.</param>
/// <param name="Meaning">What it does, in a few words.</param>
public sealed record LossOption(string Name, OptionKind Kind, string Default, string Meaning)
{
    /// <summary>Gets the numbers it may hold.</summary>
    public Domain Domain { get; init; } = Domain.Real;

    /// <summary>Gets the words it may hold, for a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <summary>What kind of value an option takes.</summary>
public enum OptionKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A number, or <c>null</c> for none.</summary>
    OptionalNumber,

    /// <summary>An integer.</summary>
    Integer,

    /// <summary>An integer, or <c>null</c> for none.</summary>
    OptionalInteger,

    /// <summary>A list of numbers.</summary>
    NumberList,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>One of some words.</summary>
    Choice,
}
