using System.Xml.Linq;
using LossKit.Cli;

namespace LossKit.Tests;

/// <summary>Numbers that no slider has: the library draws them or says why not, and nothing that is drawn is without a number.</summary>
public sealed class ExtremeOptionTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // Among them the largest and the least number of double precision.
    private static readonly string[] Extremes =
        ["0", "-1", "1e300", "-1e300", "1e-300", "1.7976931348623157e308", "5e-324", "NaN", "Infinity", "-Infinity"];

    public static TheoryData<string> Ids => [.. LossCatalog.All.Select(entry => entry.Card.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_option_of_any_size_is_drawn_or_refused_in_a_sentence(string id)
    {
        var options = LossCatalog.Find(id).Card.Options.Where(option => option.Kind is not (OptionKind.Boolean or OptionKind.Choice));
        foreach (var text in options.SelectMany(_ => Extremes, (option, extreme) => $"{id}:{option.Name}={extreme}"))
        {
            CurveOverlay overlay;
            try
            {
                overlay = CurveOverlay.Of([text]);
            }
            catch (Exception exception) when (exception is LossException or UsageException)
            {
                Assert.True(exception.Message.Length > 20, text);
                continue;
            }

            var quantities = overlay.Quantities(CurveDetail.Derivatives);
            var picture = XDocument.Parse(SvgOverlay.Write(overlay, quantities));
            var places = picture.Descendants(Svg + "path").Select(path => (string)path.Attribute("d")!);
            var labels = picture.Descendants(Svg + "text").Select(label => label.Value).Except(overlay.Names);
            Assert.All(places.Concat(labels), words => Assert.DoesNotMatch("NaN|∞|Infinity", words));
            Assert.NotEmpty(TextOverlay.Lines(overlay, quantities, 80));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_line_for_a_loss_of_any_size_is_fitted_or_refused_in_a_sentence(string id)
    {
        if (!LineFit.Takes(LossCatalog.Parse(id)))
        {
            return;
        }

        var options = LossCatalog.Find(id).Card.Options.Where(option => option.Kind is OptionKind.Number or OptionKind.OptionalNumber);
        foreach (var text in options.SelectMany(_ => Extremes, (option, extreme) => $"{id}:{option.Name}={extreme}"))
        {
            var exception = Record.Exception(() => FitAnswer.Make(new(SamplePoints.All, [text])));
            Assert.True(exception is null or LossException or UsageException, $"{text}: {exception}");
        }
    }
}
