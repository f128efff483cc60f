using System.Globalization;
using System.Text.RegularExpressions;

namespace LossKit.Tests;

/// <summary>Every sample runs and shows what it says. Bounds leave room below what the samples print (92, 84 and 98 %).</summary>
public sealed partial class SampleTests
{
    /// <summary>The samples that are run here, and so the ones that samples/README.md may name beside those of the book.</summary>
    internal static readonly string[] Names =
        ["BinaryClassifier", "MulticlassClassifier", "MultiLabelClassifier", "CustomLoss", "CustomKernel"];

    [Fact]
    public async Task The_binary_classifier_comes_near_the_rule_behind_the_data()
    {
        string output = await BuiltProgram.RunAsync("BinaryClassifier", []);
        AssertLossFalls(output);

        // The rule itself scores 0.95; chance is 0.50.
        Assert.InRange(Number(output, @"test accuracy: ([\d.]+)"), 0.88, 1);
    }

    [Fact]
    public async Task The_multi_class_classifier_comes_near_the_nearest_centre()
    {
        string output = await BuiltProgram.RunAsync("MulticlassClassifier", []);
        AssertLossFalls(output);
        double ceiling = Number(output, @"nearest centre: ([\d.]+)");
        Assert.InRange(Number(output, @"test accuracy: ([\d.]+)"), ceiling - 0.05, 1);
    }

    [Fact]
    public async Task The_multi_label_classifier_beats_the_commoner_answer_for_every_label()
    {
        string output = await BuiltProgram.RunAsync("MultiLabelClassifier", []);
        AssertLossFalls(output);
        MatchCollection labels = LabelLine().Matches(output);
        Assert.Equal(5, labels.Count);
        foreach (Match label in labels)
        {
            double accuracy = Parse(label.Groups["accuracy"]), commoner = Parse(label.Groups["commoner"]);
            Assert.InRange(accuracy, 0.95, 1);
            Assert.True(accuracy > commoner + 0.1, label.Value);
        }
    }

    [Fact]
    public async Task The_custom_loss_is_the_built_in_one()
    {
        string output = await BuiltProgram.RunAsync("CustomLoss", []);
        Assert.Contains("The gradient check passed", output);

        // A mean of about 3 over 1000 elements, in another order of float operations; gradients are about 1/1000.
        Assert.InRange(Number(output, @"values at most ([\d.E+-]+) apart"), 0, 3e-6);
        Assert.InRange(Number(output, @"gradients at most ([\d.E+-]+) apart"), 0, 1e-8);

        // With noise N(0, 1) and costs 3 : 1, the best constant shift is the 1/4-expectile, −0.436: 66.9 % lie above it.
        Assert.InRange(Number(output, @"own loss: ([\d.]+)"), 0.64, 0.70);
        Assert.Equal(Number(output, @"own loss: ([\d.]+)"), Number(output, @"the built-in: ([\d.]+)"), 0.001);
        Assert.InRange(Number(output, @"with mse: +([\d.]+)"), 0.47, 0.53);
    }

    [Fact]
    public async Task The_custom_kernel_has_the_bits_of_the_built_in_loss()
    {
        string output = await BuiltProgram.RunAsync("CustomKernel", []);

        // Lengths 0 to 129 and 1,000,003: two arrays of each, and 131 values.
        const int Results = (2 * ((129 * 130 / 2) + 1_000_003)) + 131;
        Assert.Contains($"float:  0 of {Results} results differ in a bit", output);
        Assert.Contains($"double: 0 of {Results} results differ in a bit", output);

        // e = −0.5 costs 1·0.25 and pulls by −0.5; e = 0.5 costs 3·0.25 and pulls by 1.5.
        Assert.Contains("my-loss: 0.5, gradient -0.5 and 1.5", output);
        Assert.Contains("It keeps the laws of a loss.", output);

        // Half of 0.5 and half of |e| = 0.5.
        Assert.Contains("0.5*my-loss + 0.5*mae: 0.5", output);
    }

    private static void AssertLossFalls(string output)
    {
        double[] losses = [.. LossLine().Matches(output).Select(line => Parse(line.Groups["loss"]))];
        Assert.True(losses.Length >= 3, output);
        Assert.Equal(losses.OrderDescending(), losses);
    }

    private static double Number(string output, string pattern)
    {
        Match match = Regex.Match(output, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(match.Success, $"No `{pattern}` in: {output}");
        return Parse(match.Groups[1]);
    }

    private static double Parse(Group group) => double.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^epoch +\d+: loss (?<loss>[\d.]+)", RegexOptions.Multiline, 1000)]
    private static partial Regex LossLine();

    [GeneratedRegex(@"^label \d: test accuracy (?<accuracy>[\d.]+), always guessing the commoner answer (?<commoner>[\d.]+)", RegexOptions.Multiline, 1000)]
    private static partial Regex LabelLine();
}
