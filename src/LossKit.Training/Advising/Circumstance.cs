namespace LossKit;

/// <summary>
/// What a table cannot tell and a person can: what an error costs, what the model gives, what is known of labels. Rules say which of them they
/// ask for.
/// </summary>
public enum Circumstance
{
    /// <summary>An interval around the prediction is wanted.</summary>
    Interval,

    /// <summary>A bound is wanted that few targets exceed.</summary>
    SafeSide,

    /// <summary>Too much costs more than too little, or the reverse.</summary>
    UnevenCosts,

    /// <summary>Errors below a known tolerance do not matter.</summary>
    Tolerance,

    /// <summary>The typical error counts and nothing else.</summary>
    TypicalError,

    /// <summary>Boosting or Newton's method needs second derivatives.</summary>
    SecondOrder,

    /// <summary>The numbers are pixels of an image that is restored.</summary>
    Pixels,

    /// <summary>The model ends with probabilities and its logits cannot be had.</summary>
    Probabilities,

    /// <summary>Only the decision counts, no probability.</summary>
    DecisionOnly,

    /// <summary>The model is too sure of itself.</summary>
    Overconfidence,

    /// <summary>Labels are often wrong.</summary>
    NoisyLabels,

    /// <summary>Classes are of very different sizes.</summary>
    ClassImbalance,

    /// <summary>Nearly everything is background, as in dense detection.</summary>
    MostlyBackground,

    /// <summary>There are tens of thousands of classes.</summary>
    ManyClasses,

    /// <summary>Two distributions are compared on equal terms.</summary>
    EqualTerms,

    /// <summary>A small model learns from a large one.</summary>
    Teacher,

    /// <summary>Pairs are known to be alike or not.</summary>
    Pairs,

    /// <summary>Triplets of anchor, positive and negative are at hand.</summary>
    Triplets,

    /// <summary>Many classes, and a classifier's weights as their centres: faces.</summary>
    ClassCentres,

    /// <summary>Two views of each thing, and no labels.</summary>
    TwoViews,

    /// <summary>Things of two kinds that belong together: images and texts.</summary>
    TwoKinds,

    /// <summary>The order of pairs is known.</summary>
    Order,

    /// <summary>Regions are small in large images.</summary>
    SmallRegions,

    /// <summary>A miss costs more than a false alarm.</summary>
    CostlyMisses,

    /// <summary>The result is judged by intersection over union.</summary>
    JudgedByOverlap,

    /// <summary>Width and height shall match too.</summary>
    AspectRatio,

    /// <summary>It is known which part of the input belongs to which label.</summary>
    Aligned,

    /// <summary>A code is learned from which samples are drawn.</summary>
    LatentCode,

    /// <summary>Images shall look alike.</summary>
    Likeness,

    /// <summary>Images shall be smooth.</summary>
    Smoothness,

    /// <summary>People said which of two answers is better.</summary>
    Preferences,

    /// <summary>Easy samples shall come first.</summary>
    EasyFirst,
}
