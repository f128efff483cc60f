namespace LossKit;

/// <summary>What a matrix product does with what its result held before.</summary>
public enum ProductMode
{
    /// <summary>The result is replaced by the product. What it held, NaN too, has no influence.</summary>
    Overwrite,

    /// <summary>The product is added to what the result holds.</summary>
    Accumulate,
}
