namespace LossKit;

/// <summary>Whether the negative of a triplet may be compared with the positive instead of the anchor.</summary>
public enum TripletSwap
{
    /// <summary>It is compared with the anchor.</summary>
    Never,

    /// <summary>It is compared with whichever of the two is nearer.</summary>
    WhereNearer,
}
