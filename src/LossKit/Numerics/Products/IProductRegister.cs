namespace LossKit;

/// <summary>The operations that the matrix product's kernel is written in, for one register width and element type.</summary>
/// <remarks>
/// <see cref="MultiplyAdd"/> rounds once at every width. An element of the result is therefore the same chain of roundings
/// whatever the width, and its bits do not depend on the processor.
/// </remarks>
/// <typeparam name="TVector">The register.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal interface IProductRegister<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    /// <summary>Gets how many elements a register holds.</summary>
    static abstract int Count { get; }

    /// <summary>Gets how many registers a row of a tile has at most: four where there are 32 registers, two where there are 16.</summary>
    static abstract int Abreast { get; }

    /// <summary>Reads a register; no alignment is asked for.</summary>
    static abstract unsafe TVector Load(T* source);

    /// <summary>Reads one element into every place.</summary>
    static abstract unsafe TVector Broadcast(T* source);

    /// <summary>Writes a register.</summary>
    static abstract unsafe void Store(T* destination, TVector value);

    /// <summary>left · right + addend, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);
}
