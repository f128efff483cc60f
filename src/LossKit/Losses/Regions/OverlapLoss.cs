namespace LossKit;

/// <summary>A loss of how far regions overlap: a ratio of sums over the elements of each region.</summary>
public abstract class OverlapLoss : ActivatedRegionLoss
{
    private protected OverlapLoss(
        LossCard card, RegionActivation activation, double smooth, RegionScope scope, int? ignoreIndex, Reduction reduction)
        : base(card, activation, smooth, ignoreIndex, reduction) => Scope = OptionText.Defined("scope", scope);

    /// <summary>Gets what is counted together.</summary>
    public RegionScope Scope { get; }

    /// <summary>Gets the settings of the passes.</summary>
    private protected RegionSettings Settings => new(Activation, Scope, IgnoreIndex);

    private protected sealed override Extents ShapeOfValues<T>(in TensorCall<T> call) => Scope switch
    {
        RegionScope.All => default,
        RegionScope.Class => Extents.Of<int>(call.Shape(0)[1]),
        _ => Extents.Of<int>(call.Shape(0)[0], call.Shape(0)[1]),
    };
}
