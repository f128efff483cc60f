namespace LossKit;

/// <summary>
/// A loss of your own: a kernel struct that gets everything the built-in ones have: SIMD, weights, reductions, threads, tensors.
/// </summary>
/// <typeparam name="TKernel">The kernel, a <c>readonly struct</c> whose fields are the parameters.</typeparam>
/// <example>
/// <code>
/// var loss = new CustomLoss&lt;MyKernel&gt;(new MyKernel(2.0), "my-loss");
/// float value = loss.Evaluate(prediction, target, gradient);
/// </code>
/// </example>
public sealed class CustomLoss<TKernel> : ElementwiseLoss
    where TKernel : struct, IElementwiseKernel
{
    private readonly TKernel _kernel;

    /// <summary>Initializes a new instance of the <see cref="CustomLoss{TKernel}"/> class.</summary>
    /// <param name="kernel">The kernel with its parameters.</param>
    /// <param name="id">The name that messages use.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <param name="predictionDomain">The predictions allowed; null for any number.</param>
    /// <param name="targetDomain">The targets allowed; null for any number.</param>
    public CustomLoss(
        TKernel kernel,
        string id,
        Reduction reduction = Reduction.Mean,
        Domain? predictionDomain = null,
        Domain? targetDomain = null)
        : base(Describe(id, predictionDomain ?? Domain.Real, targetDomain ?? Domain.Real), reduction) => _kernel = kernel;

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.None;

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) => ElementwiseDriver.Run(_kernel, call);

    private static LossCard Describe(string id, Domain prediction, Domain target)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new()
        {
            Id = id,
            Title = id,
            Family = LossFamily.Regression,
            Meaning = "A loss of the user's own.",
            Formula = $"the value that {typeof(TKernel).Name} gives",
            Gradient = $"the gradient that {typeof(TKernel).Name} gives",
            Hessian = $"the second derivative that {typeof(TKernel).Name} gives",
            Inputs = InputLists.Matched(prediction, target),
            UseWhen = "No loss of the catalogue says what you mean.",
            AvoidWhen = "A loss of the catalogue says it already.",
            Reference = typeof(TKernel).FullName ?? typeof(TKernel).Name,
            Elsewhere = [],
        };
    }
}
