namespace LossKit;

/// <summary>
/// A number that moves, with its speed: arithmetic on it follows the chain rule, so that a path through inputs is written once and gives
/// its direction too.
/// </summary>
/// <param name="Value">The number.</param>
/// <param name="Slope">Its derivative along the path; 0 for a number that stays.</param>
public readonly record struct PathNumber(double Value, double Slope)
{
    /// <summary>Gives a number that stays.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator PathNumber(double value) => new(value, 0);

    /// <summary>Gives the opposite.</summary>
    /// <param name="number">The number.</param>
    /// <returns>−number.</returns>
    public static PathNumber operator -(PathNumber number) => new(-number.Value, -number.Slope);

    /// <summary>Adds.</summary>
    /// <param name="left">The first number.</param>
    /// <param name="right">The second number.</param>
    /// <returns>left + right.</returns>
    public static PathNumber operator +(PathNumber left, PathNumber right) => new(left.Value + right.Value, left.Slope + right.Slope);

    /// <summary>Subtracts.</summary>
    /// <param name="left">The first number.</param>
    /// <param name="right">What is taken off.</param>
    /// <returns>left − right.</returns>
    public static PathNumber operator -(PathNumber left, PathNumber right) => new(left.Value - right.Value, left.Slope - right.Slope);

    /// <summary>Multiplies.</summary>
    /// <param name="left">The first number.</param>
    /// <param name="right">The second number.</param>
    /// <returns>left · right.</returns>
    public static PathNumber operator *(PathNumber left, PathNumber right) =>
        new(left.Value * right.Value, (left.Slope * right.Value) + (left.Value * right.Slope));

    /// <summary>Takes the square root.</summary>
    /// <param name="number">A number greater than 0.</param>
    /// <returns>√number.</returns>
    public static PathNumber Sqrt(PathNumber number)
    {
        var root = Math.Sqrt(number.Value);
        return new(root, number.Slope / (2 * root));
    }

    /// <summary>Takes the natural logarithm.</summary>
    /// <param name="number">A number greater than 0.</param>
    /// <returns>ln number.</returns>
    public static PathNumber Log(PathNumber number) => new(Math.Log(number.Value), number.Slope / number.Value);
}
