namespace LossKit.Cli;

/// <summary>How the numbers that JSON lacks are written: as strings.</summary>
internal static class NonFinite
{
    /// <summary>Gets the string for a number that is none.</summary>
    public static ReadOnlySpan<byte> NotANumber => "NaN"u8;

    /// <summary>Gets the string for +∞.</summary>
    public static ReadOnlySpan<byte> PositiveInfinity => "Infinity"u8;

    /// <summary>Gets the string for −∞.</summary>
    public static ReadOnlySpan<byte> NegativeInfinity => "-Infinity"u8;

    /// <summary>Gives the string for a number that is not finite.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The string.</returns>
    public static ReadOnlySpan<byte> Of(double number) =>
        double.IsNaN(number) ? NotANumber : number > 0 ? PositiveInfinity : NegativeInfinity;
}
