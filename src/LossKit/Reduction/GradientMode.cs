namespace LossKit;

/// <summary>What happens to what the caller's gradient memory held before.</summary>
public enum GradientMode
{
    /// <summary>It is overwritten.</summary>
    Write,

    /// <summary>The gradient is added to it, as sums of losses and gradient accumulation need.</summary>
    Add,
}
