namespace LossKit;

/// <summary>What a box loss adds to 1 − IoU.</summary>
internal interface IBoxTerm
{
    /// <summary>Gets what the term measures.</summary>
    static abstract BoxMeasure Measure { get; }

    /// <summary>Gives the term, and adds its slopes to those of the axes.</summary>
    /// <param name="x">The boxes along x.</param>
    /// <param name="y">The boxes along y.</param>
    /// <param name="miss">1 − IoU.</param>
    /// <param name="epsilon">What is added to every divisor that is an area or a squared length, in the unit of the axes.</param>
    /// <returns>The term.</returns>
    double Add(ref BoxAxis x, ref BoxAxis y, double miss, double epsilon);
}
