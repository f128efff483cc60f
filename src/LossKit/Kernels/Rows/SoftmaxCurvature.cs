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
        var top = TLane.Create(softmax.Largest);
        var inverse = TLane.Create(1 / softmax.Total);
        var scale = TLane.Create(factor);
        var topCurvature = TLane.Create(factor / softmax.Total * (softmax.HasSingleTop ? softmax.TopMiss : 1 - (1 / softmax.Total)));
        for (nint i = 0; i < row.Padded; i += TLane.Count)
        {
            var probability = TLane.Load(row.Scratch, i) * inverse;
            var isTop = TLane.AreEqual(TLane.Load(row.Scores, i), top);
            TLane.Select(isTop, topCurvature, scale * probability * (TLane.One - probability)).Store(row.Hessian, i);
        }
    }
}
