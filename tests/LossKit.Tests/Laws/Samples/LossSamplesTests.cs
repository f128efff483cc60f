namespace LossKit.Tests;

public sealed class LossSamplesTests
{
    public static TheoryData<string> Ids => [.. LossCatalog.All.Select(entry => entry.Card.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_option_is_sampled_at_another_value_than_its_default(string id)
    {
        var card = LossCatalog.Find(id).Card;
        var written = LossOptionSets.Of(id).SelectMany(set => set.Split(':', StringSplitOptions.RemoveEmptyEntries)).ToHashSet();
        foreach (var option in card.Options)
        {
            Assert.True(
                written.Any(pair => pair.StartsWith(option.Name + "=", StringComparison.Ordinal) && pair != $"{option.Name}={option.Default}"),
                $"{id} has the option {option.Name}, which no law tries at another value than {option.Default}: add a set to LossOptionSets.");
        }
    }

    [Fact]
    public void Every_table_row_names_a_loss_of_the_catalogue() =>
        Assert.All(LossOptionSets.Named, id => Assert.Equal(id, LossCatalog.Find(id).Card.Id));

    [Fact]
    public void Case_names_are_unique() => Assert.Equal(LossCases.All.Count, LossCases.All.Select(@case => @case.Name).Distinct().Count());

    [Theory]
    [InlineData("cross-entropy probabilities [N,C,2] class weights")]
    [InlineData("focal [N,C,2] class weights")]
    [InlineData("bce-with-logits class weights")]
    [InlineData("quantile:quantiles=0.1/0.5/0.9 weights")]
    [InlineData("mse weights")]
    public void The_forms_that_are_read_off_the_cards_are_found(string name) => Assert.Equal(name, LossCases.Find(name).Name);

    [Theory]
    [MemberData(nameof(LossCases.Everything), MemberType = typeof(LossCases))]
    public void Samples_lie_inside_the_domains_and_are_the_same_again(string name)
    {
        var @case = LossCases.Find(name);
        var first = @case.Sample(17, 5, seed: 3);
        var again = @case.Sample(17, 5, seed: 3);
        Assert.All(first, pair => Bits.Same(pair.Value.Values, again[pair.Key].Values, pair.Key));
        Assert.All(@case.Evaluate(first).Value.Values, value => Assert.True(double.IsFinite(value)));
    }
}
