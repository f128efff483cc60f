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

    /// <summary>Makes a loss of functions.</summary>
    /// <returns>The loss.</returns>
    public static ElementwiseLoss Functions()
    {
        var quick = Loss.From("quick", (p, t) => Math.Pow(p - t, 4), (p, t) => 4 * Math.Pow(p - t, 3));
        return quick;
    }

    /// <summary>Checks the laws of a loss, registers it and parses a sum with it.</summary>
    /// <returns>The sum.</returns>
    public static Loss Registered()
    {
        var loss = Loss.From(new MyKernel(2.0), "my-loss");
        LossLaws.Check(loss);
        LossCatalog.Register(loss);
        Loss sum = LossCatalog.Parse("0.5*my-loss + 0.5*mae");
        return sum;
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
