namespace LossKit;

/// <summary>Every loss by name. Adding one is its file and one line here.</summary>
public static class LossCatalog
{
    /// <summary>Gets all losses, in the order of the documentation.</summary>
    public static IReadOnlyList<LossEntry> All { get; } =
    [
        LossEntry.Of<MseLoss>(),
        LossEntry.Of<RmseLoss>(),
        LossEntry.Of<MaeLoss>(),
        LossEntry.Of<HuberLoss>(),
        LossEntry.Of<SmoothL1Loss>(),
        LossEntry.Of<LogCoshLoss>(),
        LossEntry.Of<QuantileLoss>(),
        LossEntry.Of<AsymmetricMseLoss>(),
        LossEntry.Of<MsleLoss>(),
        LossEntry.Of<MapeLoss>(),
        LossEntry.Of<GeneralRobustLoss>(),
        LossEntry.Of<PoissonNllLoss>(),
        LossEntry.Of<GaussianNllLoss>(),
        LossEntry.Of<BceLoss>(),
        LossEntry.Of<BceWithLogitsLoss>(),
        LossEntry.Of<CrossEntropyLoss>(),
        LossEntry.Of<NllLoss>(),
        LossEntry.Of<FocalLoss>(),
        LossEntry.Of<SigmoidFocalLoss>(),
        LossEntry.Of<HingeLoss>(),
        LossEntry.Of<SquaredHingeLoss>(),
        LossEntry.Of<SoftMarginLoss>(),
        LossEntry.Of<MultiMarginLoss>(),
        LossEntry.Of<MultiLabelSoftMarginLoss>(),
        LossEntry.Of<Poly1CrossEntropyLoss>(),
        LossEntry.Of<MarginRankingLoss>(),
        LossEntry.Of<NtXentLoss>(),
        LossEntry.Of<InfoNceLoss>(),
        LossEntry.Of<SupConLoss>(),
        LossEntry.Of<SiglipLoss>(),
        LossEntry.Of<NPairLoss>(),
        LossEntry.Of<ArcfaceLoss>(),
        LossEntry.Of<CosfaceLoss>(),
        LossEntry.Of<ProxyAnchorLoss>(),
    ];

    // After All: static fields are initialised in the order they are written.
    private static Dictionary<string, LossEntry> ByName { get; } = Index();

    /// <summary>Finds a loss by its id or one of its aliases.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="LossException">No loss has this name; the sentence names the nearest.</exception>
    public static LossEntry Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ByName.TryGetValue(name, out var entry) ? entry : throw Sentences.UnknownLoss(name, [.. ByName.Keys]);
    }

    /// <summary>
    /// Makes a loss from one text, as on a command line: <c>huber</c>, <c>huber:delta=0.5</c>,
    /// <c>tversky:alpha=0.3:beta=0.7</c>; the numbers of a list are separated by a slash: <c>quantile:quantiles=0.1/0.5/0.9</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="LossException">The loss or an option is unknown, or a value lies outside its domain.</exception>
    public static Loss Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':', StringSplitOptions.TrimEntries);
        var entry = Find(parts[0]);
        var options = new LossOptions(entry.Card);
        foreach (var part in parts.AsSpan(1))
        {
            var equals = part.IndexOf('=');
            if (equals < 0)
            {
                throw Sentences.OptionWithoutValue(entry.Card.Id, part);
            }

            options.SetText(part[..equals].Trim(), part[(equals + 1)..].Trim());
        }

        return entry.Create(options);
    }

    private static Dictionary<string, LossEntry> Index()
    {
        var index = new Dictionary<string, LossEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in All)
        {
            foreach (var name in entry.Names)
            {
                index.Add(name, entry);
            }
        }

        return index;
    }
}
