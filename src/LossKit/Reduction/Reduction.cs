namespace LossKit;

/// <summary>How the losses of the single elements (or rows) become the answer.</summary>
public enum Reduction
{
    /// <summary>
    /// The sum over what counts, divided by how much counts: the elements; for index targets the class weights of the
    /// targets that are not ignored. Nothing to average gives 0.
    /// </summary>
    Mean,

    /// <summary>The plain sum.</summary>
    Sum,

    /// <summary>No reduction: one value for each element or row. Gradients are those of the sum of the values.</summary>
    None,

    /// <summary>The sum divided by the first dimension, the mathematical mean of a divergence over a batch.</summary>
    BatchMean,
}
