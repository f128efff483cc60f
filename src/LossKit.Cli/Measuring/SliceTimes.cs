namespace LossKit.Cli;

/// <summary>How long a call takes, from the slices in which it was measured.</summary>
/// <param name="Median">The median, in seconds.</param>
/// <param name="Fastest">The fastest, in seconds.</param>
/// <param name="Slices">How many slices there were.</param>
internal readonly record struct SliceTimes(double Median, double Fastest, int Slices)
{
    /// <summary>Summarises slices.</summary>
    /// <param name="seconds">The seconds of a call in each slice; at least one.</param>
    /// <returns>The times.</returns>
    public static SliceTimes Of(double[] seconds)
    {
        double[] ordered = [.. seconds.Order()];
        var middle = ordered.Length / 2;
        var median = ordered.Length % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
        return new(median, ordered[0], ordered.Length);
    }
}
