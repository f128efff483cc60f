namespace LossKit;

/// <summary>The kinds of losses, by what they compare.</summary>
public enum LossFamily
{
    /// <summary>Numbers against numbers.</summary>
    Regression,

    /// <summary>Scores, logits or probabilities against classes.</summary>
    Classification,

    /// <summary>Distributions against distributions.</summary>
    Divergence,

    /// <summary>Embeddings against each other: near what is alike, far from what is not.</summary>
    Embedding,

    /// <summary>Regions of an image or volume against regions: segmentation.</summary>
    Region,

    /// <summary>Boxes against boxes: detection.</summary>
    Box,

    /// <summary>Sequences of scores against shorter sequences of labels.</summary>
    Sequence,

    /// <summary>Generative models: adversaries, variational bounds.</summary>
    Generative,

    /// <summary>Images against images, or against smoothness.</summary>
    Image,

    /// <summary>Answers that people preferred against answers that they did not.</summary>
    Preference,

    /// <summary>Losses of several tasks or samples, weighted.</summary>
    MultiTask,
}
