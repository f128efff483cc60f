namespace LossKit;

/// <summary>What the gradient of a layer says about its training.</summary>
public enum GradientState
{
    /// <summary>The layer learns.</summary>
    Flowing,

    /// <summary>No backward pass has reached it since the gradients were set to zero.</summary>
    Missing,

    /// <summary>It was reached, and every element is exactly 0: units that are never active, or a loss that is flat where the predictions are.</summary>
    Zero,

    /// <summary>Its elements are so small beside those of another layer that it stands still while that one learns.</summary>
    Vanishing,

    /// <summary>A step along it would leave nothing of the weights.</summary>
    Exploding,

    /// <summary>An element is NaN or infinite.</summary>
    NotFinite,
}
