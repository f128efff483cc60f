namespace LossKit;

/// <summary>Four columns of as many rows as a register holds, each column in a register: a small piece of a row-major matrix, transposed.</summary>
/// <remarks>Four, because a struct of more fields is kept in memory and not in registers.</remarks>
/// <typeparam name="TColumns">The columns themselves.</typeparam>
/// <typeparam name="TVector">The register.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal interface IProductColumns<TColumns, TVector, T>
    where TColumns : struct, IProductColumns<TColumns, TVector, T>
    where TVector : struct
    where T : unmanaged
{
    /// <summary>Gets the first column.</summary>
    TVector First { get; }

    /// <summary>Gets the second column.</summary>
    TVector Second { get; }

    /// <summary>Gets the third column.</summary>
    TVector Third { get; }

    /// <summary>Gets the fourth column.</summary>
    TVector Fourth { get; }

    /// <summary>Reads four elements of each row.</summary>
    /// <param name="source">The first row's.</param>
    /// <param name="stride">The distance of two rows.</param>
    /// <returns>The columns.</returns>
    static abstract unsafe TColumns Load(T* source, nint stride);
}
