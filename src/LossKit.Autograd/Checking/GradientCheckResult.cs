namespace LossKit;

/// <summary>What a gradient check found: the element whose two derivatives are furthest apart, measured by the tolerance.</summary>
/// <param name="IsPassed">Whether every element agrees within the tolerance.</param>
/// <param name="Input">Which input the worst element is in, from 0.</param>
/// <param name="Index">Its position in that input along each axis.</param>
/// <param name="Backward">Its derivative according to the backward pass.</param>
/// <param name="Difference">Its derivative according to differences of the values.</param>
/// <param name="Tolerance">How far the two may be apart for this element.</param>
/// <param name="Elements">How many elements were checked.</param>
public sealed record GradientCheckResult(
    bool IsPassed, int Input, IReadOnlyList<int> Index, double Backward, double Difference, double Tolerance, int Elements)
{
    /// <summary>Says in one line whether the gradient is right, with the worst element, its index and both numbers.</summary>
    /// <returns>The line.</returns>
    public override string ToString()
    {
        if (Elements == 0)
        {
            return "The gradient check passed: no input has an element.";
        }

        string verdict = IsPassed
            ? $"The gradient check passed ({Elements} elements); worst"
            : $"The gradient check FAILED ({Elements} elements); worst";
        return $"{verdict}: input {Input}[{string.Join(", ", Index)}], backward {Backward:G9}, differences {Difference:G9}, "
            + $"apart {Math.Abs(Backward - Difference):G3}, allowed {Tolerance:G3}.";
    }
}
