using System.Globalization;
using System.Text.Json;

namespace LossKit;

/// <summary>How rules write words and numbers in their sentences: always as they are written in English.</summary>
internal static class AdviceText
{
    /// <summary>Gives the word of a member: <c>TwoViews</c> is <c>two-views</c>.</summary>
    public static string Word<TEnum>(TEnum member)
        where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());

    /// <summary>Writes a number with up to three digits that count, and all before the point: <c>0.0123</c>, <c>45.7</c>, <c>18823</c>.</summary>
    public static string Number(double value) => Rounded(value, 3).ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>Writes an option's value with two digits that count; nobody knows it better.</summary>
    public static string Option(double value) => Rounded(value, 2).ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>Writes a share in per cent: <c>12.3 %</c>.</summary>
    public static string Percent(double share) => $"{Number(100 * share)} %";

    private static double Rounded(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value)) return value;
        var decimals = digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return Math.Round(value, Math.Clamp(decimals, 0, 12));
    }
}
