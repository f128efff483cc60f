namespace LossKit;

/// <summary>Random inputs for losses of arrays, made from the shapes, domains and roles on their cards.</summary>
internal static class TensorSampler
{
    /// <summary>What a card cannot say: numbers that depend on each other. By loss and input; every other input is drawn from its domain.</summary>
    private static readonly Dictionary<(string Loss, string Input), Func<TensorDraw, double[]>> Special = SpecialInputs();

    /// <summary>Draws the inputs of a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="lengths">Gives the length of a letter of the card's shapes; several for a name with ….</param>
    /// <param name="alternative">Which of the shapes that the card allows is used, for inputs that have several.</param>
    /// <param name="random">The generator.</param>
    /// <param name="replaced">Inputs to be drawn in another way than here.</param>
    /// <returns>The inputs by name.</returns>
    public static Dictionary<string, NamedArray> Draw(
        TensorLoss loss,
        Func<string, int[]> lengths,
        int alternative,
        Random random,
        IReadOnlyDictionary<(string Loss, string Input), Func<TensorDraw, double[]>>? replaced = null)
    {
        var inputs = new Dictionary<string, NamedArray>(StringComparer.Ordinal);
        var shapes = new List<int[]>();
        foreach (var (i, input) in loss.Card.Arguments.Index())
        {
            var ways = loss.Patterns[i].Examples(lengths, shapes).ToArray();
            var (shape, areIndices) = ways[Math.Min(alternative, ways.Length - 1)];
            shapes.Add(shape);
            var draw = new TensorDraw(loss, input, loss.DomainOf(i), shape, areIndices, lengths, inputs, random);
            var key = (loss.Card.Id, input.Name);
            var special = replaced?.GetValueOrDefault(key) ?? Special.GetValueOrDefault(key);
            inputs[input.Name] = new(special is null ? draw.Numbers() : special(draw), shape);
        }

        return inputs;
    }

    private static Dictionary<(string Loss, string Input), Func<TensorDraw, double[]>> SpecialInputs()
    {
        var special = new Dictionary<(string Loss, string Input), Func<TensorDraw, double[]>>();
        foreach (var box in (string[])["box-iou", "giou", "diou", "ciou", "eiou"])
        {
            special[(box, "prediction")] = Boxes;
            special[(box, "target")] = Boxes;
        }

        // The domain of its targets depends on an option.
        special[("kl-divergence", "target")] = draw => draw.Each(_ => DomainSampler.Draw(
            draw.Loss is KlDivergenceLoss { Scale: TargetScale.LogProbabilities } ? Domain.Real : Domain.NonNegative,
            InputRole.Target,
            draw.Random));
        special[("ctc", "targets")] = Labels;
        special[("ctc", "input-lengths")] = draw => draw.Each(_ => draw.Before["logits"].Shape[0] - draw.Random.Next(3));
        special[("ctc", "target-lengths")] = draw => draw.Each(_ => draw.Before["targets"].Shape[1] - draw.Random.Next(2));
        return special;
    }

    // Every class but the blank.
    private static double[] Labels(TensorDraw draw)
    {
        var (classes, blank) = (draw.Before["logits"].Shape[2], ((CtcLoss)draw.Loss).Blank);
        return draw.Each(_ => (blank + 1 + draw.Random.Next(classes - 1)) % classes);
    }

    // Lower edges in [0, 2) and sides in [1, 3): boxes overlap often, not always.
    private static double[] Boxes(TensorDraw draw)
    {
        var edges = new double[draw.Shape.Aggregate(1, (product, length) => product * length)];
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = (float)(2 * draw.Random.NextDouble());
            if (i % 4 > 1)
            {
                edges[i] = (float)(edges[i - 2] + 1 + edges[i]);
            }
        }

        return edges;
    }
}
