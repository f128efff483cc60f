namespace LossKit;

/// <summary>
/// A loss of your own: a kernel struct that gets everything the built-in ones have: SIMD, weights, reductions, threads, tensors. Made by
/// <see cref="Loss.From{TKernel}(TKernel, string, Reduction, Domain, Domain)"/>.
/// </summary>
/// <typeparam name="TKernel">The kernel, a <c>readonly struct</c> whose fields are the parameters.</typeparam>
/// <example>
/// <code>
/// var loss = Loss.From(new MyKernel(2.0), "my-loss");
/// float value = loss.Evaluate(prediction, target, gradient);
/// </code>
/// </example>
public sealed class CustomLoss<TKernel> : ElementwiseLoss, IReducible
    where TKernel : struct, IElementwiseKernel
{
    private readonly TKernel _kernel;

    internal CustomLoss(TKernel kernel, LossCard card, Reduction reduction)
        : base(CustomCards.Check(card), reduction) => _kernel = kernel;

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.None;

    /// <inheritdoc/>
    Loss IReducible.With(LossOptions options) => new CustomLoss<TKernel>(_kernel, Card, options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) => ElementwiseDriver.Run(_kernel, call);
}
