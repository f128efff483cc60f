using System.Runtime.CompilerServices;

namespace LossKit.Tests;

/// <summary>A user's own kernel has all that a built-in one has.</summary>
public sealed class CustomLossTests
{
    [Fact]
    public void A_kernel_of_ones_own_is_the_built_in_loss_to_the_bit()
    {
        var own = Loss.From(default(TwiceAbove), "twice-above");
        var builtIn = new AsymmetricMseLoss(overPenalty: 2, underPenalty: 1);
        var inputs = LossCases.Find("asymmetric-mse weights").Sample(2345, 1, seed: 1);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            const Answers everything = Answers.Value | Answers.Gradients | Answers.Hessian;
            Bits.Same(builtIn.Evaluate(inputs, precision, everything), own.Evaluate(inputs, precision, everything), $"{precision}");
        }
    }

    [Fact]
    public void Its_domains_are_checked_like_those_of_any_loss()
    {
        var loss = Loss.From(default(TwiceAbove), "twice-above", targetDomain: Domain.NonNegative);
        var error = Assert.Throws<LossException>(() => loss.Evaluate<float>([1, 2], [3, -4]));
        Assert.Equal("target[1] is -4, but must be at least 0: write a number that is not negative.", error.Message);
    }

    private readonly struct TwiceAbove : IElementwiseKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var error = prediction - target;
            var factor = TLane.Select(error > TLane.Zero, TLane.Create(2), TLane.One);
            value = factor * error * error;
            gradient = TLane.Create(2) * factor * error;
            hessian = TLane.Create(2) * factor;
        }
    }
}
