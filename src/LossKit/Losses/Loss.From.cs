namespace LossKit;

/// <content>Losses of the user's own.</content>
public abstract partial class Loss
{
    /// <summary>
    /// Makes a loss of a kernel: the mathematics of one element, which gets everything a built-in loss has: SIMD, weights, reductions,
    /// threads, tensors, the autograd, sums with other losses and, once registered, a name in the catalogue.
    /// </summary>
    /// <typeparam name="TKernel">The kernel, a <c>readonly struct</c> whose fields are the parameters.</typeparam>
    /// <param name="kernel">The kernel with its parameters.</param>
    /// <param name="id">The name that messages and the catalogue use.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <param name="predictionDomain">The predictions allowed; null for any number.</param>
    /// <param name="targetDomain">The targets allowed; null for any number.</param>
    /// <returns>The loss.</returns>
    public static CustomLoss<TKernel> From<TKernel>(
        TKernel kernel,
        string id,
        Reduction reduction = Reduction.Mean,
        Domain? predictionDomain = null,
        Domain? targetDomain = null)
        where TKernel : struct, IElementwiseKernel => new(
            kernel, CustomCards.Of(id, typeof(TKernel).Name, hasHessian: true, predictionDomain, targetDomain), reduction);

    /// <summary>Makes a loss of a kernel with a card of its own, which the catalogue, the command and the documentation show.</summary>
    /// <typeparam name="TKernel">The kernel, a <c>readonly struct</c> whose fields are the parameters.</typeparam>
    /// <param name="kernel">The kernel with its parameters.</param>
    /// <param name="card">The card; its inputs are prediction, target and weight.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="LossException">The card's inputs are others, or it does not have the reduction.</exception>
    public static CustomLoss<TKernel> From<TKernel>(TKernel kernel, LossCard card, Reduction reduction = Reduction.Mean)
        where TKernel : struct, IElementwiseKernel => new(kernel, card, reduction);

    /// <summary>
    /// Makes a loss of functions, for trying a formula out: they are called element by element, so it is many times slower than a kernel.
    /// </summary>
    /// <param name="id">The name that messages and the catalogue use.</param>
    /// <param name="value">Gives the loss of a prediction and a target.</param>
    /// <param name="gradient">Gives its derivative by the prediction.</param>
    /// <param name="hessian">Gives its second derivative; null where there is none.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <param name="predictionDomain">The predictions allowed; null for any number.</param>
    /// <param name="targetDomain">The targets allowed; null for any number.</param>
    /// <returns>The loss. The functions may be called on several threads at once.</returns>
    public static ElementwiseLoss From(
        string id,
        Func<double, double, double> value,
        Func<double, double, double> gradient,
        Func<double, double, double>? hessian = null,
        Reduction reduction = Reduction.Mean,
        Domain? predictionDomain = null,
        Domain? targetDomain = null) => new CustomLoss<FunctionKernel>(
            new(value, gradient, hessian),
            CustomCards.Of(id, "the user's function", hessian is not null, predictionDomain, targetDomain),
            reduction);
}
