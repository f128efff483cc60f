namespace LossKit;

/// <summary>What is to be done with the frames of a sequence.</summary>
internal enum CtcStep
{
    /// <summary>Measure each frame's softmax and look up ln p of each state's class.</summary>
    Measure,

    /// <summary>Add softmax − occupancy to the gradient.</summary>
    Differentiate,
}
