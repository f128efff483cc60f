namespace LossKit;

/// <summary>What the triplets of an anchor add up to.</summary>
/// <param name="Loss">The sum of their losses.</param>
/// <param name="Count">How many of them a mean divides by.</param>
public readonly record struct MinedTriplets(double Loss, long Count)
{
    /// <summary>Gets the result of an anchor without a triplet.</summary>
    public static MinedTriplets None { get; }
}
