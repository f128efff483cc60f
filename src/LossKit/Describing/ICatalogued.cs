namespace LossKit;

/// <summary>What a loss's class gives the catalogue: its card, and a way to be made from options by name.</summary>
/// <typeparam name="TSelf">The loss.</typeparam>
internal interface ICatalogued<TSelf>
{
    /// <summary>Gets what there is to know about the loss.</summary>
    static abstract LossCard About { get; }

    /// <summary>Makes the loss from options by name.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The loss.</returns>
    static abstract TSelf Create(LossOptions options);
}
