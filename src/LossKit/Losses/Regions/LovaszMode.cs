namespace LossKit;

/// <summary>Which surrogate of the Jaccard loss is trained.</summary>
public enum LovaszMode
{
    /// <summary>The Lovász hinge of logits, each class against the rest.</summary>
    Binary,

    /// <summary>The Lovász-softmax: the softmax over the classes is part of the loss.</summary>
    Softmax,
}
