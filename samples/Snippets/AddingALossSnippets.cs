using System.Runtime.CompilerServices;

namespace LossKit.Samples;

/// <summary>The code of docs/adding-a-loss.md. A test compares the texts and runs the method.</summary>
public static class AddingALossSnippets
{
    /// <summary>Evaluates a loss from a kernel of one's own.</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <returns>The value.</returns>
    public static float OwnKernel(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> gradient)
    {
        var loss = Loss.From(new MyKernel(2.0), "my-loss");
        float value = loss.Evaluate(prediction, target, gradient);
        return value;
    }

    /// <summary>a·e²: any kernel does for the example.</summary>
    private readonly struct MyKernel(double factor) : IElementwiseKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            TLane error = prediction - target, pull = TLane.Create(factor) * error;
            value = pull * error;
            gradient = pull + pull;
            hessian = TLane.Create(2 * factor);
        }
    }
}
