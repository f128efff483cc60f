namespace LossKit;

/// <summary>A sum over the classes of a frame but the blank and two more.</summary>
/// <param name="frame">The frame.</param>
/// <param name="first">A class to leave out.</param>
/// <param name="second">Another; the same again where there is only one.</param>
/// <param name="arePowersReady">Whether the sum before was of the same frame.</param>
internal struct CtcOthers(int frame, int first, int second, bool arePowersReady)
{
    /// <summary>Gets the frame.</summary>
    public readonly int Frame => frame;

    /// <summary>Gets a class to leave out.</summary>
    public readonly int First => first;

    /// <summary>Gets another.</summary>
    public readonly int Second => second;

    /// <summary>Gets whether the powers of the frame are in the scratch memory.</summary>
    public readonly bool ArePowersReady => arePowersReady;

    /// <summary>Gets or sets the sum.</summary>
    public double Sum { get; set; }
}
