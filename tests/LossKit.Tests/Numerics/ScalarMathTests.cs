namespace LossKit.Tests;

public sealed class ScalarMathTests
{
    [Fact]
    public void Sine_and_cosine_are_those_of_the_platform_to_a_rounding()
    {
        for (var i = 0; i <= 1000; i++)
        {
            var angle = i / 1000.0;
            var (sine, cosine) = ScalarMath.SinCos(angle);
            Assert.Equal(Math.Sin(angle), sine, 2.3e-16 * angle);
            Assert.Equal(Math.Cos(angle), cosine, 2.3e-16);
        }
    }

    // e, and the logarithms that undo it.
    [Fact]
    public void Exponentials_and_logarithms_are_those_of_the_lanes()
    {
        Assert.Equal(Math.E, ScalarMath.Exp(1), 5e-16);
        Assert.Equal(1, ScalarMath.Log(Math.E), 5e-16);
        Assert.Equal(1, ScalarMath.Log1p(Math.E - 1), 5e-16);
    }
}
