namespace LossKit.Tests;

public sealed class NearestTests
{
    private static readonly string[] Names = ["huber", "log-cosh", "mae", "mse", "quantile"];

    [Theory]
    [InlineData("hubr", "huber")]
    [InlineData("HUBER", "huber")]
    [InlineData("hbuer", "huber")]
    [InlineData("logcosh", "log-cosh")]
    [InlineData("mes", "mse")]
    [InlineData("quantil", "quantile")]
    [InlineData("dice", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_the_one_that_was_meant(string written, string? expected) => Assert.Equal(expected, Nearest.Find(written, Names));
}
