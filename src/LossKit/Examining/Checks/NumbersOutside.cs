namespace LossKit;

/// <summary>Numbers of an input outside its domain: how many, and the first.</summary>
/// <param name="Count">How many.</param>
/// <param name="First">The place of the first.</param>
internal readonly record struct NumbersOutside(int Count, int First)
{
    /// <summary>Counts.</summary>
    /// <param name="values">The numbers; NaN belongs everywhere.</param>
    /// <param name="belongs">Whether a number belongs.</param>
    /// <returns>What lies outside; null for nothing.</returns>
    public static NumbersOutside? Of(double[] values, Predicate<double> belongs)
    {
        var first = Array.FindIndex(values, value => !double.IsNaN(value) && !belongs(value));
        return first < 0 ? null : new(values.Count(value => !double.IsNaN(value) && !belongs(value)), first);
    }
}
