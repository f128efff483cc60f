namespace LossKit;

/// <summary>What two numbers at the same place of two rows bring to a sum.</summary>
internal interface IRowTerm
{
    /// <summary>Gives the terms.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="left">Numbers of the one row.</param>
    /// <param name="right">Numbers of the other.</param>
    /// <returns>The terms.</returns>
    TLane Of<TLane>(TLane left, TLane right)
        where TLane : struct, ILane<TLane>;
}
