using System.Text.RegularExpressions;

namespace LossKit.Tests;

public sealed partial class CardTests
{
    private const int TimeoutMilliseconds = 1000;

    public static TheoryData<string> Ids => [.. LossCatalog.All.Select(entry => entry.Card.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_card_names_the_four_libraries_in_order(string id)
    {
        var elsewhere = LossCatalog.Find(id).Card.Elsewhere;
        Assert.Equal(["PyTorch", "TorchSharp", "Keras", "optax"], elsewhere.Select(there => there.Library).Take(4));
        Assert.All(elsewhere, there => Assert.False(string.IsNullOrWhiteSpace(there.Name)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_difference_is_a_clause_and_no_sentence(string id) => Assert.All(
        LossCatalog.Find(id).Card.Elsewhere,
        there =>
        {
            Assert.Equal(there.Difference.Trim(), there.Difference);
            Assert.False(there.Difference.EndsWith('.'), $"{there.Library}: {there.Difference}");
            Assert.DoesNotContain("; ;", there.Difference, StringComparison.Ordinal);
        });

    [Theory]
    [MemberData(nameof(Ids))]
    public void Names_are_in_kebab_case(string id) =>
        Assert.All(LossCatalog.Find(id).Names, name => Assert.Matches(KebabCase(), name));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Texts_for_readers_are_sentences_and_formulas_are_not(string id)
    {
        var card = LossCatalog.Find(id).Card;
        Assert.All([card.Meaning, card.UseWhen, card.AvoidWhen], text => Assert.EndsWith(".", text, StringComparison.Ordinal));
        string?[] bare = [card.Title, card.Formula, card.Gradient, card.Hessian, card.Noise?.Meaning, card.Reference];
        Assert.All(bare.OfType<string>(), text => Assert.Matches("[^.]$", text));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Pitfalls_are_one_to_four_sentences_that_say_what_to_do(string id)
    {
        var pitfalls = LossCatalog.Find(id).Card.Pitfalls;
        Assert.InRange(pitfalls.Count, 1, 4);
        Assert.All(pitfalls, pitfall => Assert.Matches(@"^\S.{30,}[^.]\.$", pitfall));
        Assert.Equal(pitfalls.Count, pitfalls.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Options_that_reproduce_another_library_are_options_of_the_loss(string id) => Assert.All(
        LossCatalog.Find(id).Card.Elsewhere.Where(there => there.Options.Length > 0),
        there =>
        {
            Assert.False(there.IsMissing, there.Library);
            Assert.Equal(id, LossCatalog.Parse($"{id}:{there.Options}").Card.Id);
        });

    [Theory]
    [MemberData(nameof(Ids))]
    public void Options_of_the_picture_are_options_of_the_loss(string id) =>
        Assert.All(LossCatalog.Find(id).Card.Pictured, options => Assert.Equal(id, LossCatalog.Parse($"{id}:{options}").Card.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_reference_says_the_year(string id) => Assert.Matches("(17|18|19|20)[0-9]{2}", LossCatalog.Find(id).Card.Reference);

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_loss_that_the_text_points_to_is_in_the_catalogue(string id)
    {
        // A name in parentheses at the end of a sentence is the loss to use instead: "(huber, mae)".
        var card = LossCatalog.Find(id).Card;
        var pointers = Pointer().Matches(card.UseWhen + " " + card.AvoidWhen)
            .SelectMany(match => match.Groups["names"].Value.Split(", "));
        Assert.All(pointers, name => Assert.NotNull(LossCatalog.Find(name)));
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex KebabCase();

    [GeneratedRegex(@"\((?<names>[a-z0-9-]+(, [a-z0-9-]+)*)\)\.", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Pointer();
}
