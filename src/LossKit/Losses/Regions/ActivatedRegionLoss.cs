namespace LossKit;

/// <summary>A loss of regions whose predictions are probabilities, or become such by an activation of choice.</summary>
public abstract class ActivatedRegionLoss : RegionLoss
{
    private protected ActivatedRegionLoss(LossCard card, RegionActivation activation, double smooth, int? ignoreIndex, Reduction reduction)
        : base(card, ignoreIndex, reduction)
    {
        Activation = OptionText.Defined("activation", activation);
        Smooth = card.Check("smooth", smooth);
    }

    /// <summary>Gets what makes probabilities of predictions.</summary>
    public RegionActivation Activation { get; }

    /// <summary>Gets what is added to numerator and denominator.</summary>
    public double Smooth { get; }

    internal override Domain DomainOf(int input) =>
        input == 0 && Activation == RegionActivation.None ? Domain.UnitInterval : base.DomainOf(input);
}
