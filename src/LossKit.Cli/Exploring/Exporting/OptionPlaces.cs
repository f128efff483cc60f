using System.Globalization;

namespace LossKit.Cli;

/// <summary>The values of an option that the export computes beforehand: the places that its control can take.</summary>
/// <param name="Option">The option.</param>
/// <param name="Texts">The values as they are written, numbers in rising order.</param>
/// <param name="Start">The place of the default, or of what the slider begins with where there is none.</param>
internal sealed record OptionPlaces(LossOption Option, IReadOnlyList<string> Texts, int Start)
{
    // How far whole numbers go to either side of their default.
    private const int Neighbours = 6;

    /// <summary>Gives the places of an option.</summary>
    /// <param name="option">The option.</param>
    /// <param name="numbers">How many places a slider has.</param>
    /// <returns>The places; a single one for a list, whose values nobody can guess.</returns>
    public static OptionPlaces Of(LossOption option, int numbers) => option.Kind switch
    {
        OptionKind.Choice => At(option, [.. option.Choices], option.Default),
        OptionKind.Boolean => At(option, ["false", "true"], option.Default),
        OptionKind.Integer or OptionKind.OptionalInteger => OfIntegers(option),
        OptionKind.Number or OptionKind.OptionalNumber => OfSlider(option, OptionSlider.Of(option)!, numbers),
        _ => At(option, [option.Default], option.Default),
    };

    private static OptionPlaces OfSlider(LossOption option, OptionSlider slider, int numbers)
    {
        var places = Enumerable.Range(0, numbers).Select(place => slider.At((double)place / (numbers - 1)));
        var texts = places.Append(slider.Start).Distinct().Order().Select(Text);
        return option.Kind == OptionKind.OptionalNumber
            ? At(option, ["null", .. texts], option.Default)
            : At(option, [.. texts], Text(slider.Start));
    }

    private static OptionPlaces OfIntegers(LossOption option)
    {
        if (!int.TryParse(option.Default, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var standard))
        {
            return At(option, [option.Default], option.Default);
        }

        var numbers = Enumerable.Range(standard - Neighbours, (2 * Neighbours) + 1).Where(number => option.Domain.Contains(number));
        return At(option, [.. numbers.Select(number => Text(number))], Text(standard));
    }

    private static OptionPlaces At(LossOption option, string[] texts, string start) =>
        new(option, texts, Math.Max(0, Array.IndexOf(texts, start)));

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
