using System.Collections.Concurrent;

namespace LossKit.Tests;

/// <summary>A loss that a program registers is found, parsed, listed, evaluated by name and compared like any other.</summary>
public sealed class RegisteringTests
{
    [Fact]
    public void A_registered_loss_is_one_of_the_catalogue()
    {
        var entry = LossCatalog.Register(Own("own-square"));
        Assert.Same(entry, LossCatalog.Find("OWN-square"));
        Assert.Contains(entry, LossCatalog.All);
        Assert.DoesNotContain(entry, LossCatalog.BuiltIn);
        Assert.Equal(Reduction.Sum, LossCatalog.Parse("own-square:reduction=sum").Reduction);
        Assert.Equal("0.5*mse + 2*own-square", LossCatalog.Parse("0.5*mse + 2*own-square").Card.Id);

        var inputs = new Dictionary<string, NamedArray> { ["prediction"] = new([3, 1], [2]), ["target"] = new([1, 2], [2]) };
        var answer = entry.Evaluate(new(entry.Card), inputs, Precision.Double, Answers.Value | Answers.Gradients | Answers.Hessian);

        // 1.5·e² of the errors 2 and −1: (6 + 1.5)/2, 3e/2 and 3/2.
        Assert.Equal([3.75], answer.Value.Values);
        Assert.Equal([3, -1.5], answer.Gradients!["prediction"].Values);
        Assert.Equal([1.5, 1.5], answer.Hessian!["prediction"].Values);
    }

    [Fact]
    public void A_card_brings_options_and_aliases()
    {
        LossCatalog.Register(
            HuberLoss.About with
            {
                Id = "own-scaled",
                Aliases = ["own-scale"],
                Options = [new("factor", OptionKind.Number, "3", "what it is multiplied by")],
            },
            options => Loss.From(new PlantedKernel(options.Number("factor"), Fault.None), "own-scaled", options.Reduction));
        var loss = (ElementwiseLoss)LossCatalog.Parse("own-scale:factor=4");
        Assert.Equal(16, loss.Evaluate<double>([3], [1]));
        Assert.Equal(12, ((ElementwiseLoss)LossCatalog.Parse("own-scaled")).Evaluate<double>([3], [1]));
    }

    [Fact]
    public void A_kernel_can_have_a_card_of_its_own()
    {
        var card = HuberLoss.About with { Id = "own-card", Options = [], Hessian = null };
        var loss = Loss.From(new PlantedKernel(1, Fault.None), card, Reduction.Sum);
        Assert.Same(card, loss.Card);
        Assert.Equal(5, loss.Evaluate<double>([3, 1], [1, 2]));
        Assert.Throws<LossException>(() => loss.Evaluate<double>([3], [1], hessian: new double[1]));
        var wrong = Assert.Throws<LossException>(() => Loss.From(default(PlantedKernel), CrossEntropyLoss.About));
        Assert.Equal(
            "Option card is that of inputs prediction, target, class-weight, but must be that of prediction, target, weight.", wrong.Message);
    }

    [Fact]
    public void A_registered_loss_runs_in_a_comparison()
    {
        LossCatalog.Register(Own("own-raced"));
        var path = Path.Combine(AppContext.BaseDirectory, "own-raced.csv");
        File.WriteAllLines(path, ["x,y", .. Enumerable.Range(0, 40).Select(i => $"{i},{(2 * i) + 0.5}")]);
        var data = Dataset.From(CsvTable.Read(path), new DatasetOptions { Target = "y" });
        var contender = Assert.Single(Contender.Read(["0.5*own-raced+0.5*mae"], data));
        Assert.Equal(1, contender.Head.Outputs);
    }

    [Theory]
    [InlineData("huber", "'huber' is the name of a loss already (Huber): register yours under another.")]
    [InlineData("l2", "'l2' is the name of a loss already (Mean squared error): register yours under another.")]
    [InlineData("My Loss", "Option id is 'My Loss', but must be in kebab-case, of lower-case letters, digits and hyphens.")]
    [InlineData("a+b", "Option id is 'a+b', but must be in kebab-case, of lower-case letters, digits and hyphens.")]
    public void A_name_is_free_and_can_be_written(string id, string message) =>
        Assert.Equal(message, Assert.Throws<LossException>(() => LossCatalog.Register(Own(id))).Message);

    [Fact]
    public void Losses_of_the_library_are_registered_with_a_function_only()
    {
        var error = Assert.Throws<LossException>(() => LossCatalog.Register(new MseLoss()));
        Assert.Equal(
            "Option loss is mse, but must be a loss that Loss.From made; register others with a card and a function.", error.Message);
    }

    [Fact]
    public void Of_many_threads_each_registers_its_own_and_one_the_common_name()
    {
        var refused = new ConcurrentBag<LossException>();
        Parallel.For(0, 32, i =>
        {
            LossCatalog.Register(Own($"own-thread-{i}"));
            Assert.NotNull(LossCatalog.Find($"own-thread-{i}"));
            try
            {
                LossCatalog.Register(Own("own-common"));
            }
            catch (LossException error)
            {
                refused.Add(error);
            }
        });
        Assert.Equal(31, refused.Count);
        Assert.Equal(32, LossCatalog.All.Count(entry => entry.Card.Id.StartsWith("own-thread-", StringComparison.Ordinal)));
        Assert.Equal(LossCatalog.BuiltIn, LossCatalog.All.Take(LossCatalog.BuiltIn.Count));
    }

    private static CustomLoss<PlantedKernel> Own(string id) => Loss.From(new PlantedKernel(1.5, Fault.None), id);
}
