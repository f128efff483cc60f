namespace LossKit;

/// <summary>The losses of the catalogue at one moment: never changed, so that it is read without a lock.</summary>
internal sealed class CatalogIndex
{
    private readonly Dictionary<string, LossEntry> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Initializes a new instance of the <see cref="CatalogIndex"/> class.</summary>
    /// <param name="entries">The losses, in order.</param>
    public CatalogIndex(IReadOnlyList<LossEntry> entries)
    {
        Entries = entries;
        foreach (var entry in entries)
        {
            foreach (var name in entry.Names)
            {
                _byName.Add(name, entry);
            }
        }
    }

    /// <summary>Gets the losses in order.</summary>
    public IReadOnlyList<LossEntry> Entries { get; }

    /// <summary>Finds a loss.</summary>
    /// <param name="name">Its id or one of its aliases, the case of letters aside.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="LossException">No loss has this name.</exception>
    public LossEntry Find(string name) =>
        _byName.TryGetValue(name, out var entry) ? entry : throw Sentences.UnknownLoss(name, [.. _byName.Keys]);

    /// <summary>Gives the index with one more loss at its end.</summary>
    /// <param name="entry">The loss.</param>
    /// <returns>The new index.</returns>
    /// <exception cref="LossException">A name is taken, or could not be parsed again.</exception>
    public CatalogIndex With(LossEntry entry)
    {
        foreach (var name in entry.Names)
        {
            if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            {
                throw Sentences.InvalidOption("id", $"'{name}'", "in kebab-case, of lower-case letters, digits and hyphens");
            }

            if (_byName.TryGetValue(name, out var taken))
            {
                throw Sentences.NameTaken(name, taken.Card.Title);
            }
        }

        return new([.. Entries, entry]);
    }
}
