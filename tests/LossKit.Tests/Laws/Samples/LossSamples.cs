namespace LossKit.Tests;

/// <summary>Seeded random inputs for a case, inside the domains on its card.</summary>
internal static class LossSamples
{
    private const double IgnoredShare = 0.125;

    // Losses over pairs of rows take quadratic time.
    private const int MostTensorRows = 40;

    /// <summary>Makes inputs.</summary>
    /// <param name="case">The case.</param>
    /// <param name="rows">The first dimension.</param>
    /// <param name="width">The classes, labels or outputs of a row, where the form has rows.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The inputs by name.</returns>
    public static Dictionary<string, NamedArray> Sample(this LossCase @case, int rows, int width, int seed)
    {
        if (@case.Form == InputForm.Tensors)
        {
            return TensorSamples.Sample(@case, Math.Min(rows, MostTensorRows), width, seed);
        }

        var random = new Random(seed);
        var inputs = new Dictionary<string, NamedArray>(StringComparer.Ordinal);
        var shape = @case.PredictionShape(rows, width);
        foreach (var input in @case.Card.Inputs.Where(input => !input.IsOptional || input.Role == @case.Weighting))
        {
            inputs[input.Name] = input.Role switch
            {
                InputRole.Target when @case.Form == InputForm.ClassIndices => Indices(@case, shape, random),
                InputRole.Target when @case.Form == InputForm.ClassProbabilities => Draw(shape, Domain.UnitInterval, InputRole.Target, random),
                InputRole.Target when @case.Form == InputForm.Columns => Draw([rows], input.Domain, input.Role, random),
                InputRole.ClassWeight => Draw([shape[@case.IsByClass ? 1 : ^1]], Domain.Positive, input.Role, random),
                InputRole.Weight => Draw(shape, Domain.Positive, input.Role, random),
                _ => Draw(shape, @case.DomainOf(input), input.Role, random),
            };
        }

        return inputs;
    }

    /// <summary>Gives the numbers that an input of the case may hold, where its options narrow what the card says.</summary>
    /// <param name="case">The case.</param>
    /// <param name="input">The input.</param>
    /// <returns>The domain.</returns>
    public static Domain DomainOf(this LossCase @case, LossInput input) => @case.Make() switch
    {
        PoissonNllLoss { Input: PoissonInput.Rate }
            or TweedieLoss { Input: MeanInput.Mean }
            or GammaNllLoss { Input: MeanInput.Mean }
            or NegativeBinomialNllLoss { Input: MeanInput.Mean } when input.Role == InputRole.Differentiable => Domain.Positive,
        // Below epsilon the gradient is by definition not the derivative.
        GaussianNllLoss gaussian when input.Name == "variance" => Domain.Above(gaussian.Epsilon),
        _ => input.Domain,
    };

    /// <summary>Gives the shape of the predictions.</summary>
    /// <param name="case">The case.</param>
    /// <param name="rows">The first dimension.</param>
    /// <param name="width">The classes, labels or outputs of a row.</param>
    /// <returns>The dimensions.</returns>
    public static int[] PredictionShape(this LossCase @case, int rows, int width) => @case.Form switch
    {
        InputForm.Columns => [rows, ((QuantileLoss)@case.Make()).Quantiles.Count],
        InputForm.Elements when @case.Weighting != InputRole.ClassWeight => [rows],
        InputForm.ElementsWithVariance => [rows],
        _ => @case.Positions > 0 ? [rows, width, @case.Positions] : [rows, width],
    };

    /// <summary>Gives the same inputs with one of them replaced.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="name">The input to replace.</param>
    /// <param name="change">Gives each number of the new one, from its index and the number that was there.</param>
    /// <returns>New inputs; the old ones stay as they are.</returns>
    public static Dictionary<string, NamedArray> With(
        this IReadOnlyDictionary<string, NamedArray> inputs, string name, Func<int, double, double> change)
    {
        var changed = new Dictionary<string, NamedArray>(inputs, StringComparer.Ordinal);
        var old = inputs[name];
        changed[name] = new([.. old.Values.Select((value, index) => change(index, value))], old.Shape);
        return changed;
    }

    /// <summary>Gives the same inputs with one number replaced.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="name">The input.</param>
    /// <param name="index">The number's index.</param>
    /// <param name="value">The number to put there.</param>
    /// <returns>New inputs; the old ones stay as they are.</returns>
    public static Dictionary<string, NamedArray> With(
        this IReadOnlyDictionary<string, NamedArray> inputs, string name, int index, double value) =>
        inputs.With(name, (i, old) => i == index ? value : old);

    private static NamedArray Draw(int[] shape, Domain domain, InputRole role, Random random)
    {
        var values = new double[shape.Aggregate(1, (product, length) => product * length)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = DomainSampler.Draw(domain, role, random);
        }

        return new(values, shape);
    }

    private static NamedArray Indices(LossCase @case, int[] shape, Random random)
    {
        int[] rows = [shape[0], .. shape[2..]];
        var values = new double[rows.Aggregate(1, (product, length) => product * length)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = @case.IgnoreIndex is int ignored && random.NextDouble() < IgnoredShare ? ignored : random.Next(shape[1]);
        }

        return new(values, rows);
    }
}
