namespace LossKit;

/// <summary>
/// The squared logarithm of a softmax's normaliser, λL² with L = ln Σ e^z, which keeps scores from drifting all together. Its gradient is
/// 2λL·p and the diagonal of its Hessian 2λL·p·(1 − p) + 2λ·p².
/// </summary>
internal readonly struct NormaliserPenalty
{
    private NormaliserPenalty(double factor, double logarithm)
    {
        Value = factor * logarithm * logarithm;
        Pull = 2 * factor * logarithm;
        Bend = 2 * factor;
    }

    /// <summary>Gets λL².</summary>
    public double Value { get; }

    /// <summary>Gets 2λL, the factor of p in the gradient and of p·(1 − p) in the Hessian.</summary>
    public double Pull { get; }

    /// <summary>Gets 2λ, the factor of p² in the Hessian.</summary>
    public double Bend { get; }

    /// <summary>Gives the penalty of a row.</summary>
    /// <param name="factor">λ; 0 for none.</param>
    /// <param name="softmax">The measures of the row.</param>
    /// <returns>The penalty.</returns>
    public static NormaliserPenalty Of(double factor, in SoftmaxRow softmax) =>
        factor == 0 ? default : new(factor, softmax.Largest + softmax.LogTotal);

    /// <summary>Adds factor · p² for each score of a measured row to its second derivatives.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="row">The row, with e^(z − max) in its scratch memory.</param>
    /// <param name="softmax">Its measures.</param>
    /// <param name="factor">The factor.</param>
    public static void AddSquares<TLane, T>(in RowMemory<T> row, in SoftmaxRow softmax, double factor)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        AddSquares<TLane, T>(row.Body, softmax, factor);
        AddSquares<TLane, T>(row.Tail, softmax, factor);
    }

    private static unsafe void AddSquares<TLane, T>(in RowPart<T> part, in SoftmaxRow softmax, double factor)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var inverse = TLane.Create(1 / softmax.Total);
        var scale = TLane.Create(factor);
        for (nint i = 0; i < part.Length; i += TLane.Count)
        {
            var probability = TLane.Load(part.Scratch, i) * inverse;
            TLane.MultiplyAdd(scale * probability, probability, TLane.Load(part.Hessian, i)).Store(part.Hessian, i);
        }
    }
}
