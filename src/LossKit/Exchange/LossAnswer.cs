namespace LossKit;

/// <summary>The result of evaluating a loss by name.</summary>
/// <param name="Value">The value: of rank 0 unless the loss is unreduced.</param>
/// <param name="Gradients">The gradient to each differentiable input, in that input's shape; null where not wanted.</param>
/// <param name="Hessian">The diagonal of the Hessian for each differentiable input; null where not wanted.</param>
public sealed record LossAnswer(
    NamedArray Value,
    IReadOnlyDictionary<string, NamedArray>? Gradients,
    IReadOnlyDictionary<string, NamedArray>? Hessian);
