namespace LossKit.Cli;

/// <summary>Evaluates a loss at equal steps along a path.</summary>
internal static class CurveSampling
{
    /// <summary>Gives the lines of a case: value, derivative and, where one element moves and the loss has it, second derivative.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="curve">The path.</param>
    /// <param name="case">The way along it.</param>
    /// <returns>The lines.</returns>
    public static IReadOnlyList<CurveLine> Lines(Loss loss, LossCurve curve, CurveCase @case)
    {
        var hessian = loss.Card.HasHessian && Directions(@case, curve.From).Count(slope => slope != 0) == 1;
        var wanted = hessian ? Answers.Value | Answers.Gradients | Answers.Hessian : Answers.Value | Answers.Gradients;
        var value = new double[CurvePicture.Steps + 1];
        var first = new double[value.Length];
        var second = new double[value.Length];
        for (var step = 0; step < value.Length; step++)
        {
            var place = curve.From + ((curve.To - curve.From) * step / CurvePicture.Steps);
            (value[step], first[step], second[step]) = Evaluate(loss, @case, new(place, 1), wanted);
        }

        CurveLine[] lines = [new(CurveQuantity.Value, value), new(CurveQuantity.Gradient, first), new(CurveQuantity.Hessian, second)];
        return hessian ? lines : lines[..2];
    }

    private static (double Value, double First, double Second) Evaluate(Loss loss, CurveCase @case, PathNumber place, Answers wanted)
    {
        var moving = @case.Inputs.ToDictionary(input => input.Name, input => input.At(place), StringComparer.Ordinal);
        var inputs = @case.Inputs.ToDictionary(
            input => input.Name,
            input => new NamedArray(Array.ConvertAll(moving[input.Name], number => number.Value), input.Shape),
            StringComparer.Ordinal);
        try
        {
            var answer = loss.Evaluate(inputs, Precision.Double, wanted);
            return (
                answer.Value.Values.Sum(),
                Along(answer.Gradients!, moving, slope => slope),
                answer.Hessian is null ? double.NaN : Along(answer.Hessian, moving, slope => slope * slope));
        }
        catch (LossException)
        {
            // With other options than the path was made for, part of it may lie outside the domain: nothing is drawn there.
            return (double.NaN, double.NaN, double.NaN);
        }
    }

    // The chain rule; what stays does not count, even where its derivative is infinite.
    private static double Along(
        IReadOnlyDictionary<string, NamedArray> derivatives, Dictionary<string, PathNumber[]> moving, Func<double, double> factor) =>
        derivatives.Sum(derivative => derivative.Value.Values
            .Zip(moving[derivative.Key], (number, input) => input.Slope == 0 ? 0 : number * factor(input.Slope))
            .Sum());

    private static IEnumerable<double> Directions(CurveCase @case, double from) =>
        @case.Inputs.SelectMany(input => input.At(new(from, 1))).Select(number => number.Slope);
}
