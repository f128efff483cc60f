namespace LossKit;

/// <summary>What an evaluation by name shall give.</summary>
[Flags]
public enum Answers
{
    /// <summary>The value.</summary>
    Value = 1,

    /// <summary>The gradients to every differentiable input.</summary>
    Gradients = 2,

    /// <summary>The diagonal of the Hessian.</summary>
    Hessian = 4,
}
