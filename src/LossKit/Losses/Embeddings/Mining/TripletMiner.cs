namespace LossKit;

/// <summary>Which triplets of a batch count: a part of <see cref="OnlineTripletLoss"/> that can be swapped for one's own.</summary>
/// <remarks>
/// A miner is asked once for each anchor, from several threads at the same time. It gives no list of triplets, of which there may be N³, but what
/// they add up to: the sum of their losses, the derivative of that sum by each of the anchor's distances, and how many a mean divides by.
/// </remarks>
/// <example>
/// <code>
/// // Every triplet counts, and a mean divides by all of them, also those of loss 0.
/// public sealed class AllTripletsMiner : TripletMiner
/// {
///     public override MinedTriplets Mine(in TripletBatch batch, int anchor, Span&lt;double&gt; slopes)
///     {
///         var distances = batch.From(anchor);
///         double loss = 0;
///         long count = 0;
///         for (var p = 0; p &lt; distances.Length; p++)
///         {
///             for (var n = 0; n &lt; distances.Length; n++)
///             {
///                 if (batch.IsPositive(anchor, p) &amp;&amp; batch.Labels[n] != batch.Labels[anchor])
///                 {
///                     var difference = distances[p] - distances[n] + batch.Margin;
///                     loss += Math.Max(0, difference);
///                     slopes[p] += difference &gt; 0 ? 1 : 0;
///                     slopes[n] -= difference &gt; 0 ? 1 : 0;
///                     count++;
///                 }
///             }
///         }
///
///         return new(loss, count);
///     }
/// }
/// </code>
/// </example>
public abstract class TripletMiner
{
    /// <summary>
    /// Gets the farthest positive against the nearest negative of each anchor that has both; the lowest row where several are equally far.
    /// </summary>
    public static TripletMiner BatchHard { get; } = new BatchHardMiner();

    /// <summary>Gets every triplet whose loss is positive.</summary>
    public static TripletMiner BatchAll { get; } = new BatchAllMiner();

    /// <summary>
    /// Gets, for each anchor and positive, the nearest of the negatives that are farther than the positive, but by less than the margin; the lowest
    /// row where several are equally near.
    /// </summary>
    public static TripletMiner SemiHard { get; } = new SemiHardMiner();

    /// <summary>Gets the words of the option that chooses one of those built in, the default first.</summary>
    internal static IReadOnlyList<string> Names { get; } = ["batch-hard", "batch-all", "semi-hard"];

    /// <summary>Adds up the triplets of one anchor.</summary>
    /// <param name="batch">The distances and the labels.</param>
    /// <param name="anchor">The anchor's row.</param>
    /// <param name="slopes">
    /// Receives the derivative of the sum of the anchor's losses by its distance to each row, [N]; all 0 at first.
    /// </param>
    /// <returns>The sum of the losses, and how many a mean divides by.</returns>
    public abstract MinedTriplets Mine(in TripletBatch batch, int anchor, Span<double> slopes);

    /// <summary>Gives the miner that an option names.</summary>
    /// <param name="options">The options, of which <c>mining</c> is one.</param>
    /// <returns>The miner.</returns>
    internal static TripletMiner Of(LossOptions options) => options.Text("mining") switch
    {
        "batch-all" => BatchAll,
        "semi-hard" => SemiHard,
        _ => BatchHard,
    };
}
