namespace LossKit;

/// <summary>How scores become probabilities, and how derivatives by probabilities become derivatives by scores.</summary>
internal interface IRegionActivation
{
    /// <summary>
    /// Gets whether probabilities are better kept than made twice: they take long to make, and the way back needs nothing else of them.
    /// </summary>
    static virtual bool IsKept => false;

    /// <summary>Turns the scores that stand in place of a tile's probabilities into probabilities, and notes what they fall short of 1.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="tile">The tile.</param>
    static abstract void Apply<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Turns a tile's derivatives by probabilities into derivatives by scores.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="tile">The tile.</param>
    static abstract void Pull<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
