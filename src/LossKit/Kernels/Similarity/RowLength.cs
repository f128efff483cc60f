namespace LossKit;

/// <summary>What is done to the length of embeddings before they are compared.</summary>
internal enum RowLength
{
    /// <summary>Every row is divided by its norm, so that a dot product is a cosine.</summary>
    Unit,

    /// <summary>Rows are compared as they are.</summary>
    AsGiven,
}
