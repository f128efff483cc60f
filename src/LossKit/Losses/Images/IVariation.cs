namespace LossKit;

/// <summary>What a pixel costs by its two differences, and what the cost passes on to each of them.</summary>
internal interface IVariation
{
    /// <summary>Evaluates a register of pixels.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="right">The differences to the pixels on the right.</param>
    /// <param name="below">The differences to the pixels below.</param>
    /// <param name="bySide">Receives the derivatives by the former.</param>
    /// <param name="byHeight">Receives the derivatives by the latter.</param>
    /// <returns>The costs.</returns>
    static abstract TLane Cost<TLane>(TLane right, TLane below, out TLane bySide, out TLane byHeight)
        where TLane : struct, ILane<TLane>;
}
