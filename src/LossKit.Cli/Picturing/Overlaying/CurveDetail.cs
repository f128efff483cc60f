namespace LossKit.Cli;

/// <summary>How much of a loss a picture shows.</summary>
internal enum CurveDetail
{
    /// <summary>The value alone.</summary>
    Value,

    /// <summary>The value, the gradient and, where there is one, the Hessian.</summary>
    Derivatives,
}
