namespace LossKit;

/// <summary>Every loss by name: those of the library, and those that a program registers.</summary>
/// <remarks>Adding one to the library is its file and one line here. All members may be called from any thread.</remarks>
public static class LossCatalog
{
    /// <summary>Gets the losses of the library, in the order of the documentation.</summary>
    public static IReadOnlyList<LossEntry> BuiltIn { get; } =
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
        LossEntry.Of<CharbonnierLoss>(),
        LossEntry.Of<ExpectileLoss>(),
        LossEntry.Of<EpsilonInsensitiveLoss>(),
        LossEntry.Of<PoissonNllLoss>(),
        LossEntry.Of<GaussianNllLoss>(),
        LossEntry.Of<TweedieLoss>(),
        LossEntry.Of<GammaNllLoss>(),
        LossEntry.Of<NegativeBinomialNllLoss>(),
        LossEntry.Of<StudentTNllLoss>(),
        LossEntry.Of<BceLoss>(),
        LossEntry.Of<BceWithLogitsLoss>(),
        LossEntry.Of<CrossEntropyLoss>(),
        LossEntry.Of<LinearCrossEntropyLoss>(),
        LossEntry.Of<NllLoss>(),
        LossEntry.Of<FocalLoss>(),
        LossEntry.Of<SigmoidFocalLoss>(),
        LossEntry.Of<AsymmetricMultiLabelLoss>(),
        LossEntry.Of<HingeLoss>(),
        LossEntry.Of<SquaredHingeLoss>(),
        LossEntry.Of<SoftMarginLoss>(),
        LossEntry.Of<MultiMarginLoss>(),
        LossEntry.Of<MultiLabelSoftMarginLoss>(),
        LossEntry.Of<GeneralizedCrossEntropyLoss>(),
        LossEntry.Of<Poly1CrossEntropyLoss>(),
        LossEntry.Of<KlDivergenceLoss>(),
        LossEntry.Of<JsDivergenceLoss>(),
        LossEntry.Of<DistillationLoss>(),
        LossEntry.Of<ContrastiveLoss>(),
        LossEntry.Of<TripletLoss>(),
        LossEntry.Of<OnlineTripletLoss>(),
        LossEntry.Of<CosineEmbeddingLoss>(),
        LossEntry.Of<MarginRankingLoss>(),
        LossEntry.Of<NtXentLoss>(),
        LossEntry.Of<InfoNceLoss>(),
        LossEntry.Of<SupConLoss>(),
        LossEntry.Of<SiglipLoss>(),
        LossEntry.Of<NPairLoss>(),
        LossEntry.Of<ArcfaceLoss>(),
        LossEntry.Of<CosfaceLoss>(),
        LossEntry.Of<ProxyAnchorLoss>(),
        LossEntry.Of<MultiSimilarityLoss>(),
        LossEntry.Of<CircleLoss>(),
        LossEntry.Of<DiceLoss>(),
        LossEntry.Of<JaccardLoss>(),
        LossEntry.Of<TverskyLoss>(),
        LossEntry.Of<FocalTverskyLoss>(),
        LossEntry.Of<CrossEntropyDiceLoss>(),
        LossEntry.Of<GeneralizedDiceLoss>(),
        LossEntry.Of<LovaszLoss>(),
        LossEntry.Of<BoxIouLoss>(),
        LossEntry.Of<GiouLoss>(),
        LossEntry.Of<DiouLoss>(),
        LossEntry.Of<CiouLoss>(),
        LossEntry.Of<EiouLoss>(),
        LossEntry.Of<CtcLoss>(),
        LossEntry.Of<GanDiscriminatorLoss>(),
        LossEntry.Of<GanGeneratorLoss>(),
        LossEntry.Of<GaussianKlLoss>(),
        LossEntry.Of<VaeLoss>(),
        LossEntry.Of<TotalVariationLoss>(),
        LossEntry.Of<SsimLoss>(),
        LossEntry.Of<DpoLoss>(),
        LossEntry.Of<UncertaintyWeightingLoss>(),
        LossEntry.Of<CurriculumLoss>(),
    ];

    // After BuiltIn: static fields are initialised in the order they are written.
    private static CatalogIndex _index = new(BuiltIn);

    /// <summary>Gets all losses: those of the library, then those that were registered, in that order.</summary>
    public static IReadOnlyList<LossEntry> All => Volatile.Read(ref _index).Entries;

    /// <summary>Finds a loss by its id or one of its aliases.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="LossException">No loss has this name; the sentence names the nearest.</exception>
    public static LossEntry Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Volatile.Read(ref _index).Find(name);
    }

    /// <summary>
    /// Makes a loss from one text, as on a command line: <c>huber</c>, <c>huber:delta=0.5</c>,
    /// <c>tversky:alpha=0.3:beta=0.7</c>; the numbers of a list are separated by a slash: <c>quantile:quantiles=0.1/0.5/0.9</c>. Losses
    /// are added with factors: <c>0.7*mse + 0.3*huber:delta=0.5</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="LossException">
    /// The loss or an option is unknown, a value lies outside its domain, or losses that are added do not take the same inputs.
    /// </exception>
    public static Loss Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return LossText.Parse(text, null);
    }

    /// <summary>Makes a loss from a text, with weights of classes or of positive labels, which no text can hold.</summary>
    /// <param name="text">The text.</param>
    /// <param name="classWeights">The weights; every loss in the text that takes such gets them.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="LossException">As without weights; or no loss in the text takes them, or one of them is negative.</exception>
    public static Loss Parse(string text, IReadOnlyList<double> classWeights)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(classWeights);
        return LossText.Parse(text, classWeights);
    }

    /// <summary>
    /// Gives a loss that <c>Loss.From</c> made a place in the catalogue, so that it is found, parsed, listed, evaluated by name and compared
    /// like any other. It stays for the life of the program.
    /// </summary>
    /// <param name="loss">The loss; its card's id and aliases become its names, and its reduction an option.</param>
    /// <returns>Its entry.</returns>
    /// <exception cref="LossException">A name is taken already or not in kebab-case, or the loss is none of the user's own.</exception>
    public static LossEntry Register(Loss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return loss is IReducible reducible
            ? Add(LossEntry.Of(loss.Card, loss.GetType(), reducible.With))
            : throw Sentences.InvalidOption("loss", loss.Card.Id, "a loss that Loss.From made; register others with a card and a function");
    }

    /// <summary>Gives a loss with options a place in the catalogue. It stays for the life of the program.</summary>
    /// <param name="card">Its card: id, aliases and options are what can be written.</param>
    /// <param name="create">Makes the loss from options that were read against the card.</param>
    /// <returns>Its entry.</returns>
    /// <exception cref="LossException">A name is taken already or not in kebab-case.</exception>
    public static LossEntry Register(LossCard card, Func<LossOptions, Loss> create)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(create);
        return Add(LossEntry.Of(card, create(new LossOptions(card)).GetType(), create));
    }

    private static LossEntry Add(LossEntry entry)
    {
        // Readers see the old index or the new one; of two writers at once, one tries again on what the other left.
        CatalogIndex known;
        do
        {
            known = Volatile.Read(ref _index);
        }
        while (Interlocked.CompareExchange(ref _index, known.With(entry), known) != known);

        return entry;
    }
}
