namespace LossKit;

/// <summary>What a term measures boxes by, which says in what unit they may be taken where their numbers are extreme.</summary>
internal enum BoxMeasure
{
    /// <summary>Areas: each axis may have a unit of its own.</summary>
    Areas,

    /// <summary>
    /// Distances or ratios of sides: both axes have the same unit, and what lies along an axis whose coordinates are smaller by hundreds of powers of
    /// two counts as 0.
    /// </summary>
    Lengths,
}
