namespace LossKit;

/// <summary>What a model is to learn, as far as the choice of a loss depends on it.</summary>
public enum AdviceTask
{
    /// <summary>The target is a number.</summary>
    Regression,

    /// <summary>The target is one of two classes.</summary>
    Binary,

    /// <summary>The target is one of several classes.</summary>
    Multiclass,

    /// <summary>Several labels can hold at once.</summary>
    MultiLabel,

    /// <summary>The target is a distribution, or what another model says.</summary>
    Distributions,

    /// <summary>Things that belong together shall lie near each other.</summary>
    Embeddings,

    /// <summary>Each pixel belongs to a region.</summary>
    Segmentation,

    /// <summary>Rectangles around objects.</summary>
    Boxes,

    /// <summary>A sequence of labels is read off a longer sequence.</summary>
    Sequences,

    /// <summary>Images, texts or other samples are made.</summary>
    Generative,

    /// <summary>One model learns several things, or samples in an order.</summary>
    SeveralTasks,
}
