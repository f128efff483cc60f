namespace LossKit.Tests;

/// <summary>The largest errors of value, gradients and Hessian in units in the last place; null where there is no such part or no answer.</summary>
internal readonly record struct ResultErrors(double? Value, double? Gradients, double? Hessian)
{
    public double?[] Parts() => [Value, Gradients, Hessian];

    public static ResultErrors Largest(IEnumerable<ResultErrors> errors) => errors.Aggregate(
        default(ResultErrors),
        (a, b) => new(Larger(a.Value, b.Value), Larger(a.Gradients, b.Gradients), Larger(a.Hessian, b.Hessian)));

    private static double? Larger(double? a, double? b) => a is null || b > a ? b : a;
}
