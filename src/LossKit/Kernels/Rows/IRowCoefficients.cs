namespace LossKit;

/// <summary>The coefficient a of each class in a row's loss −Σ a·ln p: one rule for all classes, and one class that may differ.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal interface IRowCoefficients<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Gets the class whose coefficient is <see cref="OwnCoefficient"/>; −1 for none.</summary>
    int OwnClass { get; }

    /// <summary>Gets the coefficient of <see cref="OwnClass"/>.</summary>
    double OwnCoefficient { get; }

    /// <summary>Gives coefficients by the rule for all classes.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="part">The part of the row.</param>
    /// <param name="place">The first place.</param>
    /// <returns>The coefficients.</returns>
    TLane Load<TLane>(in RowPart<T> part, nint place)
        where TLane : struct, ILaneMemory<TLane, T>;
}
