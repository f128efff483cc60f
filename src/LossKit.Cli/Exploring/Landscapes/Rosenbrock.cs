namespace LossKit.Cli;

/// <summary>
/// The function of Rosenbrock (1960): (1 − x)² + 100 (y − x²)², a bent valley whose floor leads to its least value 0 at (1, 1). A loss
/// whose minimum is far away along a narrow valley looks like this to an optimizer.
/// </summary>
internal static class Rosenbrock
{
    // The valley is narrow: fewer places would break its contours.
    private const int Places = 201;

    /// <summary>Evaluates the function.</summary>
    /// <param name="x">The first number.</param>
    /// <param name="y">The second number.</param>
    /// <returns>The value.</returns>
    public static double Value(double x, double y)
    {
        var (away, above) = (1 - x, y - (x * x));
        return (away * away) + (100 * above * above);
    }

    /// <summary>Gives the landscape around the valley.</summary>
    /// <returns>The landscape.</returns>
    public static Landscape Draw()
    {
        var (horizontal, vertical) = (Landscape.Steps(-2, 2, Places), Landscape.Steps(-1, 3, Places));
        return new(
            "The Rosenbrock function",
            "(1 − x)² + 100 (y − x²)²: the valley is easy to find, and its least value 0 at (1, 1) is slow to reach along its floor.",
            "x",
            "y",
            horizontal,
            vertical,
            Landscape.Grid(horizontal, vertical, Value));
    }
}
