namespace LossKit;

/// <summary>What is to be done with the frames of a sequence.</summary>
internal enum CtcStep
{
    /// <summary>Measure each frame's softmax and look up z − max of each label and the blank.</summary>
    Measure,

    /// <summary>Look up z − max once more.</summary>
    LookUp,

    /// <summary>Add up what a frame has for other classes than some.</summary>
    AddOthers,

    /// <summary>Add softmax − occupancy to the gradient.</summary>
    Differentiate,
}
