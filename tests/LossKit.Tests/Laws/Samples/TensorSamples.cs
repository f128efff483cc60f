namespace LossKit.Tests;

/// <summary>Seeded random inputs for losses of arrays, made from the shapes, domains and roles on their cards.</summary>
internal static class TensorSamples
{
    private const int SomeFurther = 3;

    /// <summary>Inputs that the laws draw in a way of their own.</summary>
    private static readonly Dictionary<(string Loss, string Input), Func<TensorDraw, double[]>> Replaced = new()
    {
        // Some are ignored, but not the first; class 1, which one set of options ignores, is not drawn otherwise.
        [("linear-cross-entropy", "target")] = draw => draw.Each(row => row % 7 == 3
            ? ((LinearCrossEntropyLoss)draw.Loss).IgnoreIndex!.Value
            : draw.Random.Next(2, draw.Before["weights"].Shape[0] + 1) % draw.Before["weights"].Shape[0]),
    };

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
    public static Dictionary<string, NamedArray> Sample(LossCase @case, int rows, int width, int seed) => TensorSampler.Draw(
        (TensorLoss)@case.Make(),
        letter => LengthOf(@case.Card.Id, letter, rows, width),
        @case.Alternative,
        new Random(seed),
        Replaced);

    private static int[] LengthOf(string loss, string letter, int rows, int width)
    {
        if (Lengths.TryGetValue((loss, letter), out var length))
        {
            return [length(rows, width)];
        }

        return letter.EndsWith('…') ? [SomeFurther] : [letter == "N" ? rows : width];
    }
}
