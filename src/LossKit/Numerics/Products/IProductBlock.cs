namespace LossKit;

/// <summary>Some registers side by side: a row of a tile of the result, or as many columns of one step of the right operand.</summary>
/// <remarks>A block is changed in place, which keeps its registers where they are: a block returned by value is moved once for each step.</remarks>
/// <typeparam name="TBlock">The block itself.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal interface IProductBlock<TBlock, T>
    where TBlock : struct, IProductBlock<TBlock, T>
    where T : unmanaged
{
    /// <summary>Gets how many elements a block holds.</summary>
    static abstract int Count { get; }

    /// <summary>Reads a block; no alignment is asked for.</summary>
    /// <param name="source">Its first element.</param>
    /// <returns>The block.</returns>
    static abstract unsafe TBlock Load(T* source);

    /// <summary>Writes the block.</summary>
    /// <param name="destination">Where its first element goes.</param>
    unsafe void Store(T* destination);

    /// <summary>Adds one number times a block, each element rounded once.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">The block.</param>
    unsafe void Add(T* left, TBlock right);
}
