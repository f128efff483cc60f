namespace LossKit.Tests;

/// <summary>Seeded random inputs for losses of arrays, made from the shapes, domains and roles on their cards.</summary>
internal static class TensorSamples
{
    private const int SomeFurther = 3;
    private const int SomeLabels = 4;

    /// <summary>What a card cannot say: numbers that depend on each other. By loss and input; every other input is drawn from its domain.</summary>
    private static readonly Dictionary<(string Loss, string Input), Func<TensorDraw, double[]>> Special = SpecialInputs();

    /// <summary>The lengths of letters that are not the number of rows or the width of one.</summary>
    private static readonly Dictionary<(string Loss, string Letter), Func<int, int, int>> Lengths = new()
    {
        // Few and small images, but none smaller than a window.
        [("total-variation", "C")] = (_, _) => 2,
        [("ssim", "N")] = (rows, _) => Math.Min(rows, 3),
        [("ssim", "C")] = (_, _) => 2,
        [("ssim", "H")] = (_, width) => 11 + (width % 5),
        [("ssim", "W")] = (_, width) => 11 + (width % 7),
        // Features and classes differ, and there are others than the true class.
        [("linear-cross-entropy", "D")] = (_, _) => 3,
        [("linear-cross-entropy", "C")] = (_, width) => width + 1,
        // Frames enough for every target, even one whose labels are all alike.
        [("ctc", "T")] = (_, width) => width + 3,
        [("ctc", "C")] = (_, width) => width + 2,
        [("ctc", "S")] = (_, width) => Math.Max(1, width / 2),
    };

    /// <summary>Gives how many ways the inputs of a loss can be shaped.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>The number of ways.</returns>
    public static int Alternatives(TensorLoss loss)
    {
        var most = 1;
        var shapes = loss.Card.Arguments.Select(_ => (int[])[1]).ToArray();
        foreach (var pattern in loss.Patterns)
        {
            most = Math.Max(most, pattern.Examples(_ => [1], shapes).Count());
        }

        return most;
    }

    /// <summary>Makes inputs.</summary>
    /// <param name="case">The case.</param>
    /// <param name="rows">The length of N.</param>
    /// <param name="width">The length of other letters.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The inputs by name.</returns>
    public static Dictionary<string, NamedArray> Sample(LossCase @case, int rows, int width, int seed)
    {
        var random = new Random(seed);
        var loss = (TensorLoss)@case.Make();
        var inputs = new Dictionary<string, NamedArray>(StringComparer.Ordinal);
        var shapes = new List<int[]>();
        foreach (var (i, input) in loss.Card.Arguments.Index())
        {
            var ways = loss.Patterns[i].Examples(letter => LengthOf(@case.Card.Id, letter, rows, width), shapes).ToArray();
            var (shape, areIndices) = ways[Math.Min(@case.Alternative, ways.Length - 1)];
            shapes.Add(shape);
            var draw = new TensorDraw(@case, input, loss.DomainOf(i), shape, areIndices, inputs, random);
            inputs[input.Name] = new(Special.TryGetValue((@case.Card.Id, input.Name), out var special) ? special(draw) : draw.Numbers(), shape);
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
            draw.Case.Options.Contains("log-target", StringComparison.Ordinal) ? Domain.Real : Domain.NonNegative, InputRole.Target, draw.Random));
        special[("linear-cross-entropy", "target")] = TargetsOfLinear;
        special[("ctc", "targets")] = Labels;
        special[("ctc", "input-lengths")] = draw => draw.Each(_ => draw.Before["logits"].Shape[0] - draw.Random.Next(3));
        special[("ctc", "target-lengths")] = draw => draw.Each(_ => draw.Before["targets"].Shape[1] - draw.Random.Next(2));
        return special;
    }

    // Every class but the blank.
    private static double[] Labels(TensorDraw draw)
    {
        var (classes, blank) = (draw.Before["logits"].Shape[2], ((CtcLoss)draw.Case.Make()).Blank);
        return draw.Each(_ => (blank + 1 + draw.Random.Next(classes - 1)) % classes);
    }

    // Lower edges in [0, 2) and sides in [1, 3): boxes overlap often, not always.
    private static double[] Boxes(TensorDraw draw)
    {
        var edges = new double[draw.Count];
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

    private static int[] LengthOf(string loss, string letter, int rows, int width)
    {
        if (Lengths.TryGetValue((loss, letter), out var length))
        {
            return [length(rows, width)];
        }

        return letter.EndsWith('…') ? [SomeFurther] : [letter == "N" ? rows : width];
    }

    // Some are ignored, but not the first; class 1, which one set of options ignores, is not drawn otherwise.
    private static double[] TargetsOfLinear(TensorDraw draw) => draw.Each(row => row % 7 == 3
        ? draw.Case.IgnoreIndex!.Value
        : draw.Random.Next(2, draw.Before["weights"].Shape[0] + 1) % draw.Before["weights"].Shape[0]);

    /// <summary>One input to be drawn.</summary>
    /// <param name="Case">The case.</param>
    /// <param name="Input">The input.</param>
    /// <param name="Domain">The numbers it may hold.</param>
    /// <param name="Shape">Its shape.</param>
    /// <param name="AreIndices">Whether it holds whole numbers.</param>
    /// <param name="Before">The inputs drawn before it.</param>
    /// <param name="Random">The generator.</param>
    internal sealed record TensorDraw(
        LossCase Case, LossInput Input, Domain Domain, int[] Shape, bool AreIndices, IReadOnlyDictionary<string, NamedArray> Before, Random Random)
    {
        /// <summary>Gets the number of elements.</summary>
        public int Count => Shape.Aggregate(1, (product, length) => product * length);

        /// <summary>Draws each element by itself.</summary>
        /// <returns>The numbers.</returns>
        public double[] Numbers() => Each(_ => AreIndices && (Input.Role == InputRole.Target || !Domain.IsEndsOnly) ? Random.Next(Labels) : DomainSampler.Draw(Domain, Input.Role, Random));

        /// <summary>Makes an array.</summary>
        /// <param name="number">Gives each element from its index.</param>
        /// <returns>The numbers.</returns>
        public double[] Each(Func<int, double> number) => [.. Enumerable.Range(0, Count).Select(number)];

        // Class indices belong to axis 1 of the first input; labels of rows are few, so that each has company.
        private int Labels => Input.Role == InputRole.Target ? Math.Max(1, Before.Values.First().Shape[1]) : SomeLabels;
    }
}
