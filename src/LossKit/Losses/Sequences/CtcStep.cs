namespace LossKit;

/// <summary>What is to be done with the frames of a sequence.</summary>
internal enum CtcStep
{
    /// <summary>Find each frame's largest score, look up z − max of each label and the blank, and add up e to that for all other classes.</summary>
    Measure,

    /// <summary>Look up z − max once more.</summary>
    LookUp,

    /// <summary>Add softmax − occupancy to the gradient.</summary>
    Differentiate,
}
