using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LossKit.Tests;

/// <summary>A corner of a drawn line in the numbers of the axes, and what a pixel of rounding is worth along each.</summary>
internal readonly record struct DrawnCorner(double X, double Y, double SlackX, double SlackY);

/// <summary>Reads a picture as a person does: by the labels of its axes.</summary>
internal sealed partial class DrawnPicture(string file)
{
    private const int TimeoutMilliseconds = 1000;

    // Places are rounded to a tenth of a pixel along both axes.
    private const double Pixels = 0.11;

    // Labels of heights stand so far left of their panel, and their words so far below their line.
    private const double LabelRoom = 60;
    private const double Baseline = 4;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private readonly XDocument _picture = XDocument.Load(file);

    /// <summary>Gets how many panels there are.</summary>
    public int Panels => _picture.Descendants(Svg + "clipPath").Count();

    /// <summary>Gives the corners of the first line of a panel.</summary>
    public DrawnCorner[] Corners(int panel)
    {
        var clip = Places(_picture.Descendants(Svg + "clipPath").ElementAt(panel));
        var (left, right) = (clip[0], clip[2]);
        var across = Scale("middle", label => (double)label.Attribute("x")!, x => x >= left - 1 && x <= right + 1);
        var up = Scale("end", label => (double)label.Attribute("y")! - Baseline, _ => true, x => x > left - LabelRoom && x < left);
        var (slackX, slackY) = (Pixels * Math.Abs(across(1) - across(0)), Pixels * Math.Abs(up(1) - up(0)));
        return
        [
            .. Places(_picture.Descendants(Svg + "g").ElementAt(panel)).Chunk(2)
                .Select(pair => new DrawnCorner(across(pair[0]), up(pair[1]), slackX, slackY)),
        ];
    }

    private static double[] Places(XElement parent) =>
        [.. Numbers().Matches((string)parent.Element(Svg + "path")!.Attribute("d")!).Select(match => Number(match.Value))];

    // From pixels to what the labels beside them say.
    private Func<double, double> Scale(
        string anchor, Func<XElement, double> place, Func<double, bool> isInPanel, Func<double, bool>? isBeside = null)
    {
        var labels = _picture.Descendants(Svg + "text")
            .Where(label => (string?)label.Attribute("text-anchor") == anchor && Numbers().IsMatch(label.Value) && !Letters().IsMatch(label.Value))
            .Where(label => isBeside is null || isBeside((double)label.Attribute("x")!))
            .Select(label => (Place: place(label), Value: Number(label.Value)))
            .Where(label => isInPanel(label.Place))
            .ToArray();
        var (first, last) = (labels[0], labels[^1]);
        return pixel => first.Value + ((pixel - first.Place) / (last.Place - first.Place) * (last.Value - first.Value));
    }

    private static double Number(string text) => double.Parse(text.Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-?[0-9]+(\.[0-9]+)?", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Numbers();

    [GeneratedRegex("[a-z]", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Letters();
}
