using System.Globalization;

namespace LossKit.Cli;

/// <summary>How the places of a slider become numbers.</summary>
internal enum SliderScale
{
    /// <summary>Equal steps are equal differences.</summary>
    Linear,

    /// <summary>Equal steps are equal factors.</summary>
    Logarithmic,
}

/// <summary>The slider of a numeric option: from where to where it goes follows from the option's domain and default.</summary>
/// <param name="Least">The number at its left end; inside the domain.</param>
/// <param name="Greatest">The number at its right end; inside the domain.</param>
/// <param name="Start">Where it stands at first: the default, or a number in the middle where the default is none.</param>
/// <param name="Scale">How its places become numbers.</param>
internal sealed record OptionSlider(double Least, double Greatest, double Start, SliderScale Scale)
{
    // What an open end leaves out, of an interval's width.
    private const double Edge = 0.01;

    // How far factors go to either side of a default.
    private const double Factor = 20;

    // Where nothing else says how far a number goes.
    private const double Usual = 4;

    /// <summary>Gives the slider of an option.</summary>
    /// <param name="option">The option.</param>
    /// <returns>The slider; null for an option that is no number.</returns>
    public static OptionSlider? Of(LossOption option)
    {
        if (option.Kind is not (OptionKind.Number or OptionKind.OptionalNumber))
        {
            return null;
        }

        var hasDefault = double.TryParse(option.Default, NumberStyles.Float, CultureInfo.InvariantCulture, out var standard);
        var (lower, upper) = (option.Domain.Lower, option.Domain.Upper);
        if (double.IsFinite(lower) && double.IsFinite(upper))
        {
            var edge = option.Domain.IsOpenBelow ? Edge * (upper - lower) : 0;
            var last = option.Domain.Contains(upper) ? upper : upper - edge;
            return new(lower + edge, last, hasDefault ? standard : (lower + upper) / 2, SliderScale.Linear);
        }

        if (lower == 0 && option.Domain.IsOpenBelow)
        {
            var centre = hasDefault && standard > 0 ? standard : 1;
            return new(centre / Factor, Math.Max(1, centre * Factor), centre, SliderScale.Logarithmic);
        }

        var from = hasDefault ? standard : double.IsFinite(lower) ? lower + 1 : 0;
        var reach = Math.Max(Usual, 2 * Math.Abs(from));
        var least = double.IsFinite(lower) ? lower + (option.Domain.IsOpenBelow ? Edge : 0) : from - reach;
        return new(least, from + reach, from, SliderScale.Linear);
    }

    /// <summary>Gives the number at a share of the way.</summary>
    /// <param name="share">The share, from 0 to 1.</param>
    /// <returns>The number, rounded to three digits, as a person would write it.</returns>
    public double At(double share)
    {
        var number = Scale == SliderScale.Linear
            ? Least + ((Greatest - Least) * share)
            : Least * Math.Pow(Greatest / Least, share);
        return share <= 0 ? Least : share >= 1 ? Greatest : Rounded(number);
    }

    private static double Rounded(double number) =>
        double.Parse(number.ToString("G3", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
