namespace LossKit;

/// <summary>What makes probabilities of a region's predictions.</summary>
public enum RegionActivation
{
    /// <summary>Nothing: predictions are probabilities already.</summary>
    None,

    /// <summary>The sigmoid of each logit: classes that may overlap.</summary>
    Sigmoid,

    /// <summary>The softmax over the class axis: exactly one class at each position.</summary>
    Softmax,
}
