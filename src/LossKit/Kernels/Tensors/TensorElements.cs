namespace LossKit;

/// <summary>Runs elementwise kernels over the arrays of a call, for losses that are made of such passes.</summary>
internal static class TensorElements
{
    /// <summary>Passes over one array whose elements cost by themselves, and adds its gradient.</summary>
    /// <typeparam name="TKernel">The kernel; its target is the same number as its prediction.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="kernel">The kernel with its parameters.</param>
    /// <param name="call">The arrays.</param>
    /// <param name="input">Which of them.</param>
    /// <param name="reduction">Whether the elements' costs are averaged or summed.</param>
    /// <param name="factor">What the cost is multiplied by; 0 removes it, whatever the array holds.</param>
    /// <returns>The reduced cost times the factor.</returns>
    public static double Run<TKernel, T>(TKernel kernel, in TensorCall<T> call, int input, Reduction reduction, double factor)
        where TKernel : struct, IElementwiseKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => RunPair(kernel, call, input, input, reduction, factor);

    /// <summary>Passes over one array against another of the same shape, and adds the gradient of the first.</summary>
    /// <inheritdoc cref="Run{TKernel, T}"/>
    /// <param name="kernel">The kernel with its parameters.</param>
    /// <param name="call">The arrays.</param>
    /// <param name="input">The array of predictions.</param>
    /// <param name="target">The array of targets.</param>
    /// <param name="reduction">Whether the elements' costs are averaged or summed.</param>
    /// <param name="factor">What the cost is multiplied by; 0 removes it, whatever the arrays hold.</param>
    public static double RunPair<TKernel, T>(
        TKernel kernel, in TensorCall<T> call, int input, int target, Reduction reduction, double factor)
        where TKernel : struct, IElementwiseKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (factor == 0)
        {
            return 0;
        }

        return factor * ElementwiseDriver.Run(kernel, Elements(call, input, target, reduction, factor)).Value;
    }

    /// <summary>Passes over two arrays of the same shape that are both differentiated, and adds both gradients.</summary>
    /// <inheritdoc cref="Run{TKernel, T}"/>
    /// <param name="kernel">The kernel: the prediction is an element of the first array, the companion one of the second.</param>
    /// <param name="call">The arrays.</param>
    /// <param name="input">The first array.</param>
    /// <param name="companion">The second array.</param>
    /// <param name="reduction">Whether the elements' costs are averaged or summed.</param>
    /// <param name="factor">What the cost is multiplied by; 0 removes it, whatever the arrays hold.</param>
    public static double RunBoth<TKernel, T>(
        TKernel kernel, in TensorCall<T> call, int input, int companion, Reduction reduction, double factor)
        where TKernel : struct, ICompanionKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (factor == 0)
        {
            return 0;
        }

        var elements = Elements(call, input, input, reduction, factor) with
        {
            Companion = call.Numbers(companion),
            Second = call.Gradient(companion),
        };
        return factor * ElementwiseDriver.RunCompanion(kernel, elements).Value;
    }

    /// <summary>
    /// Passes over two arrays of the same shape that are both differentiated, where each element is a single loss: with their weights, single
    /// losses and reduction.
    /// </summary>
    /// <inheritdoc cref="RunBoth{TKernel, T}"/>
    public static double RunEach<TKernel, T>(TKernel kernel, in TensorCall<T> call, int input, int companion, Reduction reduction)
        where TKernel : struct, ICompanionKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var elements = Elements(call, input, input, reduction, 1) with
        {
            Companion = call.Numbers(companion),
            Second = call.Gradient(companion),
            Weight = call.Weight,
            Values = call.Values,
        };
        return ElementwiseDriver.RunCompanion(kernel, elements).Value;
    }

    private static ElementwiseCall<T> Elements<T>(in TensorCall<T> call, int input, int target, Reduction reduction, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
        {
            Prediction = call.Numbers(input),
            Target = call.Numbers(target),
            Gradient = call.Gradient(input),
            Mode = GradientMode.Add,
            Factor = factor,
            Reduction = reduction,
            Batch = call.Shape(input).Rank > 0 ? call.Shape(input)[0] : 1,
            Width = call.Width,
        };
}
