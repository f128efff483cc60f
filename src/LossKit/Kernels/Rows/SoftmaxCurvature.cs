namespace LossKit;

/// <summary>The diagonal of the Hessian of ln Σ e^z: p·(1 − p).</summary>
internal static unsafe class SoftmaxCurvature
{
    /// <summary>Writes factor · p · (1 − p) for each score of a measured row.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="row">The row, with e^(z − max) in its scratch memory.</param>
    /// <param name="softmax">Its measures.</param>
    /// <param name="factor">The factor.</param>
    public static void Write<TLane, T>(in RowMemory<T> row, in SoftmaxRow softmax, double factor)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Write<TLane, T>(row.Body, softmax, factor);
        Write<TLane, T>(row.Tail, softmax, factor);
    }

    private static void Write<TLane, T>(in RowPart<T> part, in SoftmaxRow softmax, double factor)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var inverse = TLane.Create(1 / softmax.Total);
        var scale = TLane.Create(factor);
        var topCurvature = TLane.Create(factor / softmax.Total * softmax.TopMiss);
        for (nint i = 0; i < part.Length; i += TLane.Count)
        {
            // A power of 1 is that of a largest score, or of one that rounds to it.
            var power = TLane.Load(part.Scratch, i);
            var probability = power * inverse;
            TLane.Select(power >= TLane.One, topCurvature, scale * probability * (TLane.One - probability)).Store(part.Hessian, i);
        }
    }
}
