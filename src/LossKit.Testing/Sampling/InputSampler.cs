namespace LossKit;

/// <summary>Random inputs for any loss of the catalogue, inside the domains on its card and of a shape that is asked for.</summary>
internal static class InputSampler
{
    /// <summary>Draws inputs. Where a target may be class indices, it is; weights are left out.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="shape">A length for each of its <see cref="LossAxes"/>.</param>
    /// <param name="random">The generator.</param>
    /// <returns>The inputs by name.</returns>
    public static Dictionary<string, NamedArray> Draw(Loss loss, int[] shape, Random random)
    {
        if (loss is TensorLoss tensors)
        {
            var axes = LossAxes.Of(loss);
            return TensorSampler.Draw(tensors, letter => axes.Lengths(shape, letter), IndicesOf(tensors), random);
        }

        var needed = loss.Card.Inputs.Where(input => input.Role is not (InputRole.Weight or InputRole.ClassWeight));
        return needed.ToDictionary(input => input.Name, input => Draw(loss, input, shape, random), StringComparer.Ordinal);
    }

    private static NamedArray Draw(Loss loss, LossInput input, int[] shape, Random random)
    {
        var isTarget = input.Role == InputRole.Target;
        return loss switch
        {
            ClassLoss when isTarget => Array([shape[0], .. shape[2..]], () => random.Next(shape[1])),
            MatchedLoss matched when isTarget => Array(shape, () => DomainSampler.Draw(matched.Accepts.Target, input.Role, random)),
            MatchedLoss matched => Array(
                matched.HasColumns ? [.. shape, matched.PredictionsPerTarget] : shape,
                () => DomainSampler.Draw(matched.Accepts.Prediction, input.Role, random)),
            _ => Array(shape, () => DomainSampler.Draw(input.Domain, input.Role, random)),
        };
    }

    // Which of the allowed shapes of the target holds class indices; the first of all where none does.
    private static int IndicesOf(TensorLoss loss)
    {
        var shapes = loss.Card.Arguments.Select(_ => (int[])[1]).ToArray();
        foreach (var (i, input) in loss.Card.Arguments.Index())
        {
            var ways = loss.Patterns[i].Examples(_ => [1], shapes).ToArray();
            if (input.Role == InputRole.Target && System.Array.FindIndex(ways, way => way.AreIndices) is > 0 and var found)
            {
                return found;
            }
        }

        return 0;
    }

    private static NamedArray Array(int[] shape, Func<double> number)
    {
        var values = new double[shape.Aggregate(1, (product, length) => product * length)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = number();
        }

        return new(values, shape);
    }
}
