namespace LossKit.Tests;

public sealed class StudentTTests
{
    /// <summary>The table of critical values of the NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.6.7.2.</summary>
    [Theory]
    [InlineData(1, 0.95, 12.706)]
    [InlineData(2, 0.95, 4.303)]
    [InlineData(3, 0.95, 3.182)]
    [InlineData(4, 0.95, 2.776)]
    [InlineData(9, 0.95, 2.262)]
    [InlineData(29, 0.95, 2.045)]
    [InlineData(100, 0.95, 1.984)]
    [InlineData(1, 0.9, 6.314)]
    [InlineData(10, 0.9, 1.812)]
    [InlineData(4, 0.99, 4.604)]
    [InlineData(60, 0.99, 2.660)]
    public void Critical_values_are_those_of_the_table(int degreesOfFreedom, double confidence, double expected) =>
        Assert.Equal(expected, StudentT.CriticalValue(confidence, degreesOfFreedom), 0.0005);

    /// <summary>For one, two and four degrees of freedom the distribution is elementary (Shaw, <em>Sampling Student's T distribution</em>, 2006).</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(0.999)]
    public void Critical_values_agree_with_the_closed_forms(double confidence)
    {
        var one = Math.Tan(Math.PI * confidence / 2);
        var two = confidence * Math.Sqrt(2 / (1 - confidence * confidence));
        var a = Math.Sqrt(1 - confidence * confidence);
        var four = 2 * Math.Sqrt(Math.Cos(Math.Acos(a) / 3) / a - 1);
        Assert.Equal(one, StudentT.CriticalValue(confidence, 1), 1e-11 * one);
        Assert.Equal(two, StudentT.CriticalValue(confidence, 2), 1e-11 * two);
        Assert.Equal(four, StudentT.CriticalValue(confidence, 4), 1e-11 * four);
    }

    /// <summary>Near the normal quantile z the critical value is z + (z³ + z)/4ν, the next term being of order 1/ν² (Abramowitz and Stegun 26.7.5).</summary>
    [Fact]
    public void Many_degrees_of_freedom_approach_the_normal_distribution()
    {
        const double Normal = 1.959963984540054, Many = 1e6;
        Assert.Equal(Normal + (Normal * Normal * Normal + Normal) / (4 * Many), StudentT.CriticalValue(0.95, Many), 1e-10);
    }

    [Fact]
    public void Probabilities_invert_critical_values_and_are_symmetric()
    {
        foreach (var v in new[] { 1.0, 2.5, 7, 40, 1000 })
            Assert.Equal(0.03, StudentT.TwoSidedProbability(-StudentT.CriticalValue(0.97, v), v), 1e-13);
        Assert.Equal(1, StudentT.TwoSidedProbability(0, 5));
        Assert.Equal(0, StudentT.TwoSidedProbability(double.NegativeInfinity, 5));
        Assert.Equal(double.NaN, StudentT.TwoSidedProbability(double.NaN, 5));
    }

    [Fact]
    public void Arguments_out_of_range_are_an_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.CriticalValue(1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.CriticalValue(0.95, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.TwoSidedProbability(1, double.NaN));
    }
}
