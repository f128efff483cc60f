namespace LossKit;

/// <summary>The shape of predictions [N,C,d…], and how they are cut into tiles: fixed portions, whatever the threads and registers.</summary>
/// <param name="Samples">N.</param>
/// <param name="Classes">C.</param>
/// <param name="Positions">The product of the further dimensions.</param>
internal readonly record struct RegionShape(int Samples, int Classes, int Positions)
{
    // The four rows of each class stay in the first-level cache where there are few classes.
    private const int ElementsOfTile = 1 << 10;
    private const int LeastPositions = 64;

    /// <summary>Gets the number of elements.</summary>
    public long Count => (long)Samples * Classes * Positions;

    /// <summary>Gets the most positions of a tile.</summary>
    public int TileLength => Math.Min(Positions, Math.Max(1, ElementsOfTile / LeastPositions / Math.Max(1, Classes)) * LeastPositions);

    /// <summary>Gets the number of tiles of a sample.</summary>
    public int TilesOfSample => Positions == 0 || Classes == 0 ? 0 : (Positions + TileLength - 1) / TileLength;

    /// <summary>Gets the number of tiles.</summary>
    public int Tiles => checked(Samples * TilesOfSample);

    /// <summary>Gives the shape of predictions.</summary>
    /// <param name="shape">The lengths of their dimensions, two at least.</param>
    /// <returns>The shape.</returns>
    public static RegionShape Of(in Extents shape) => new(shape[0], shape[1], shape.CountFrom(2));

    /// <summary>Gives the number of regions.</summary>
    /// <param name="scope">What is counted together.</param>
    /// <returns>The number.</returns>
    public int Regions(RegionScope scope) => scope switch
    {
        RegionScope.All => 1,
        RegionScope.Class => Classes,
        _ => Samples * Classes,
    };

    /// <summary>Gives the region that the elements of a class in a sample belong to.</summary>
    /// <param name="scope">What is counted together.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="class">The class.</param>
    /// <returns>The region's number.</returns>
    public int Region(RegionScope scope, int sample, int @class) => scope switch
    {
        RegionScope.All => 0,
        RegionScope.Class => @class,
        _ => (sample * Classes) + @class,
    };
}
