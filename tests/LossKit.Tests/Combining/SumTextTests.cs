namespace LossKit.Tests;

/// <summary>Sums as they are written on a command line.</summary>
public sealed class SumTextTests
{
    [Theory]
    [InlineData("0.7*mse + 0.3*mae", "0.7*mse + 0.3*mae")]
    [InlineData("0.7*mse+0.3*mae", "0.7*mse + 0.3*mae")]
    [InlineData(" mse + huber:delta=1e+2 ", "mse + huber")]
    [InlineData("2 * l2 + -0.5 * huber:delta=+0.5", "2*mse - 0.5*huber")]
    [InlineData("0.5*cross-entropy + 1e-1*focal:gamma=1", "0.5*cross-entropy + 0.1*focal")]
    [InlineData("0.5*mse", "0.5*mse")]
    [InlineData("mse:reduction=sum + mae:reduction=sum", "mse + mae")]
    public void A_sum_is_parsed(string text, string id) => Assert.Equal(id, LossCatalog.Parse(text).Card.Id);

    [Fact]
    public void Options_belong_to_their_term()
    {
        var sum = Assert.IsType<ElementwiseSumLoss>(LossCatalog.Parse("0.5*huber:delta=3+mse+1e+1*huber:delta=1e+2"));
        Assert.Equal([0.5, 1, 10], sum.Terms.Select(term => term.Factor));
        Assert.Equal([3.0, 100.0], sum.Terms.Select(term => term.Loss).OfType<HuberLoss>().Select(huber => huber.Delta));
    }

    [Theory]
    [InlineData("half*mse + mae", "Option factor is 'half', but must be a number, as in 0.7*mse + 0.3*mae.")]
    [InlineData("mse + hubre", "There is no loss 'hubre' (did you mean 'huber'?); `losskit list` shows all of them.")]
    [InlineData("huber:delta=1:delta=2", "delta of huber is given twice: write it once.")]
    [InlineData("mse:reduction=sum:reduction=sum", "reduction of mse is given twice: write it once.")]
    [InlineData(
        "mse + mae:reduction=sum", "mse and mae cannot be added, since they differ in the reduction: mean of mse, sum of mae.")]
    public void What_is_wrong_is_said(string text, string message) =>
        Assert.Equal(message, Assert.Throws<LossException>(() => LossCatalog.Parse(text)).Message);
}
