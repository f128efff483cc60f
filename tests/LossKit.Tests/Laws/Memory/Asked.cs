namespace LossKit.Tests;

/// <summary>What a <see cref="TypedCall{T}"/> asks of a loss beside its value.</summary>
[Flags]
internal enum Asked
{
    /// <summary>Nothing.</summary>
    Value = 0,

    /// <summary>The gradients.</summary>
    Gradient = 1,

    /// <summary>The Hessian or the gradient of the variance, where the loss has one.</summary>
    Second = 2,

    /// <summary>The single losses, where the loss gives them.</summary>
    Each = 4,

    /// <summary>That some targets do not count, where the loss takes a mask or weights of its single losses.</summary>
    Masked = 8,
}
