namespace LossKit.Tests;

/// <summary>Seeded random inputs for losses of arrays, made from the shapes, domains and roles on their cards.</summary>
internal static class TensorSamples
{
    private const int SomeFurther = 3;
    private const int SomeLabels = 4;

    /// <summary>What a card cannot say: numbers that depend on each other. By loss and input; every other input is drawn from its domain.</summary>
    private static readonly Dictionary<(string Loss, string Input), Func<TensorDraw, double[]>> Special = [];

    /// <summary>The lengths of letters that are not the number of rows or the width of one.</summary>
    private static readonly Dictionary<(string Loss, string Letter), Func<int, int, int>> Lengths = [];

    /// <summary>Gives how many ways the inputs of a loss can be shaped.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>The number of ways.</returns>
    public static int Alternatives(TensorLoss loss)
    {
        var most = 1;
        var shapes = loss.Card.Inputs.Select(_ => (int[])[1]).ToArray();
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
        for (var i = 0; i < loss.Card.Inputs.Count; i++)
        {
            var input = loss.Card.Inputs[i];
            var ways = loss.Patterns[i].Examples(letter => LengthOf(@case.Card.Id, letter, rows, width), shapes).ToArray();
            var (shape, areIndices) = ways[Math.Min(@case.Alternative, ways.Length - 1)];
            shapes.Add(shape);
            var draw = new TensorDraw(@case, input, loss.DomainOf(i), shape, areIndices, inputs, random);
            inputs[input.Name] = new(Special.TryGetValue((@case.Card.Id, input.Name), out var special) ? special(draw) : draw.Numbers(), shape);
        }

        return inputs;
    }

    private static int[] LengthOf(string loss, string letter, int rows, int width)
    {
        if (Lengths.TryGetValue((loss, letter), out var length))
        {
            return [length(rows, width)];
        }

        return letter.EndsWith('…') ? [SomeFurther] : [letter == "N" ? rows : width];
    }

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
