using LossKit.Samples;

namespace LossKit.Tests;

/// <summary>The C# that the pages quote is compiled code of the samples, and it runs.</summary>
public sealed class SnippetTests
{
    public static TheoryData<string> PagesWithCode => [.. Repository.Pages.Where(page => FencesOf(page).Any())];

    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public void A_page_quotes_code_that_is_compiled(string page)
    {
        string[] sources =
        [
            .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples"), "*.cs", SearchOption.AllDirectories)
                .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
                .Select(path => WithoutIndentation(File.ReadAllLines(path))),
        ];
        Assert.All(FencesOf(page), fence => Assert.True(
            sources.Any(source => source.Contains(fence)),
            $"{page} has C# that is in no file under samples/; put it into samples/Snippets:\n{fence}"));
    }

    [Fact]
    public void The_readme_is_among_the_pages_with_code() => Assert.NotEmpty(FencesOf("README.md"));

    // The number that the comment beside the call says.
    [Fact]
    public void The_readmes_huber_loss_has_the_value_it_says() => Assert.Equal(0.43875f, ReadmeSnippets.ElementwiseLoss(), 1e-7f);

    [Fact]
    public void The_readmes_cross_entropy_is_the_formulas()
    {
        double expected = SmoothedCrossEntropy([2.0, -1.0, 0.5], 0) + SmoothedCrossEntropy([0.1, 0.2, 3.0], 2);
        Assert.Equal(expected / 6, ReadmeSnippets.ClassLoss(), 1e-6);
    }

    [Fact]
    public void The_readmes_own_loss_is_that_of_asymmetric_mse()
    {
        Variable prediction = Variable.Parameter([2.5f, 0.5f], [2]);
        float value = ReadmeSnippets.OwnLoss(prediction, Variable.Constant([3f, -0.5f], [2]));

        // e = −0.5 and 1: (0.25 + 2) / 2, and gradients 2·(−0.5)/2 and 4·1/2.
        Assert.Equal(1.125f, value);
        Assert.Equal([-0.5f, 2f], prediction.Gradient.ToArray());
    }

    [Fact]
    public void The_page_on_adding_a_loss_evaluates_its_kernel()
    {
        var gradient = new float[2];

        // 2·e² of e = −0.5 and 1: (0.5 + 2) / 2, and gradients 4·(−0.5)/2 and 4·1/2.
        Assert.Equal(1.25f, AddingALossSnippets.OwnKernel([2.5f, 0.5f], [3f, -0.5f], gradient));
        Assert.Equal([-1f, 2f], gradient);
    }

    // Class weights 1, 5, 5 and smoothing 0.1 over all three classes, as the snippet has it.
    private static double SmoothedCrossEntropy(double[] logits, int target)
    {
        double[] weights = [1, 5, 5];
        double normaliser = Math.Log(logits.Sum(Math.Exp));
        return logits.Index().Sum(logit =>
            weights[logit.Index] * ((logit.Index == target ? 0.9 : 0) + (0.1 / 3)) * (normaliser - logit.Item));
    }

    private static IEnumerable<string> FencesOf(string page)
    {
        List<string>? fence = null;
        foreach (string line in Repository.Lines(page))
        {
            if (fence is null && line.Trim() == "```csharp")
            {
                fence = [];
            }
            else if (fence is not null && line.Trim() == "```")
            {
                yield return WithoutIndentation(fence);
                fence = null;
            }
            else
            {
                fence?.Add(line);
            }
        }
    }

    private static string WithoutIndentation(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim()));
}
