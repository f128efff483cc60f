using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace LossKit.Tests;

/// <summary>Losses as they are written on a command line: what is right is read as it was written, and whatever else is refused with a sentence.</summary>
public sealed class LossTextProperties
{
    private const int Texts = 3000;
    private const int LongestMessage = 2000;

    private static readonly string[] Pieces =
    [
        "mse", "huber", "quantile", "cross-entropy", "dice", "ctc", "Mse", "", " ", "+", "*", ":", "=", "/", "-", "++", "::", "==", ":=", "+*", "0.5*",
        "1e999*", "NaN*", "-1*", "1e+5*", "1_0*", "delta=0.5", "delta=1e999", "delta=-1", "delta=1e", "quantiles=0.1/0.5", "quantiles=", "quantiles=//",
        "reduction=sum", "reduction=", "gamma=null", "alpha=none", "p=3", "full=maybe", "ignore-index=1.5", "ignore-index=99999999999", "\0", "\ud800",
        "\u0661", "\u2212", "\r\n", "é", "Infinity", "(", "\"", "'", "\t", "0.5*mse", "0.5*mae:reduction=sum",
    ];

    private static Gen<string> Nonsense => Gen.Choose(1, 9).SelectMany(
        count => Gen.Elements(Pieces).ArrayOf(count).Select(parts => string.Concat(parts)));

    [Fact]
    public void Any_text_is_a_loss_or_is_refused_with_a_sentence() => TestSearch.ForAll(Nonsense.ToArbitrary(), AssertReadOrRefused, Texts);

    [Fact]
    public void A_number_is_read_as_it_was_written() => TestSearch.ForAll(
        Gen.Choose(1, int.MaxValue).Select(number => number / 1024.0).ToArbitrary(),
        delta => Assert.Equal(delta, ((HuberLoss)LossCatalog.Parse($"huber:delta={delta.ToString("R", CultureInfo.InvariantCulture)}")).Delta),
        Texts);

    [Fact]
    public void A_sum_has_the_value_of_its_terms() => TestSearch.ForAll(
        Gen.Choose(1, 1000).ArrayOf(3).ToArbitrary(),
        factors =>
        {
            var sum = (MatchedLoss)LossCatalog.Parse($"{factors[0]}*mse + {factors[1]}*mae+{factors[2]}*huber:delta=1e+1");
            // |e| = 2: 4, 2 and 2.
            Assert.Equal((4.0 * factors[0]) + (2 * factors[1]) + (2 * factors[2]), sum.Evaluate<double>([1], [3]), 1e-9);
        },
        Texts / 10);

    [Theory]
    [InlineData('a')]
    [InlineData('+')]
    [InlineData(':')]
    [InlineData('*')]
    [InlineData('=')]
    [InlineData('1')]
    public void A_long_text_is_refused_at_once(char repeated)
    {
        var text = new string(repeated, 1_000_000);
        foreach (var written in (string[])[text, "mse:" + text, "quantile:quantiles=" + text, text + "*mse", "mse+" + text])
        {
            AssertReadOrRefused(written);
        }
    }

    private static void AssertReadOrRefused(string text)
    {
        var exception = Record.Exception(() => LossCatalog.Parse(text));
        if (exception is not null)
        {
            var refused = Assert.IsType<LossException>(exception);
            Assert.InRange(refused.Message.Length, 10, LongestMessage);
            Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
        }
    }
}
