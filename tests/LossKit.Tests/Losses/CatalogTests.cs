using System.Globalization;
using System.Text;

namespace LossKit.Tests;

/// <summary>Every loss is in the catalogue under its class's name, and its options say what its constructor does.</summary>
public sealed class CatalogTests
{
    public static TheoryData<string> Ids => [.. LossCatalog.All.Select(entry => entry.Card.Id)];

    [Fact]
    public void Every_public_loss_is_registered()
    {
        var losses = typeof(Loss).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Loss)) && !type.IsAbstract)
            .Where(type => type != typeof(CustomLoss<>) && !type.IsAssignableTo(typeof(ILossSum)));
        Assert.Equal(losses.OrderBy(type => type.Name), LossCatalog.BuiltIn.Select(entry => entry.Type).OrderBy(type => type.Name));
        Assert.All(LossCatalog.All, entry => Assert.True(entry.Type.IsSealed));
    }

    [Fact]
    public void Names_are_unique()
    {
        var names = LossCatalog.All.SelectMany(entry => entry.Names).ToArray();
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_id_is_the_name_of_its_class(string id)
    {
        var name = new StringBuilder();
        foreach (var word in id.Split('-'))
        {
            name.Append(char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        }

        Assert.Equal($"{name}Loss", LossCatalog.Find(id).Type.Name);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_text_is_there_and_trimmed(string id)
    {
        var card = LossCatalog.Find(id).Card;
        string?[] texts =
        [
            card.Title, card.Meaning, card.Formula, card.Gradient, card.UseWhen, card.AvoidWhen, card.Reference, card.Hessian,
            card.Noise?.Name, card.Noise?.Meaning,
            .. card.Inputs.SelectMany(input => (string[])[input.Name, input.Shape]), .. card.Options.Select(option => option.Meaning),
        ];
        Assert.All(texts.OfType<string>(), text => Assert.True(text.Length > 0 && text.Trim() == text, $"'{text}' is empty or not trimmed"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Defaults_on_the_card_are_those_of_the_constructor(string id)
    {
        var entry = LossCatalog.Find(id);
        var constructor = entry.Type.GetConstructors().First(candidate => candidate.GetParameters().All(parameter => parameter.HasDefaultValue));
        var loss = entry.Create();
        foreach (var parameter in constructor.GetParameters().Where(parameter => !parameter.ParameterType.IsByRefLike))
        {
            var name = char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..];
            if (entry.Type.GetProperty(name) is { } property)
            {
                // A part that is left out (a distance, a miner) is the one that the constructor puts there.
                var isPart = parameter.DefaultValue is null && parameter.ParameterType.IsClass;
                var expected = isPart ? property.GetValue(constructor.Invoke([.. constructor.GetParameters().Select(each => each.DefaultValue)])) : parameter.DefaultValue;
                Assert.Equal(expected, property.GetValue(loss));
            }
            else
            {
                // A number that is one of a list: quantile, of Quantiles.
                Assert.Equal([(double)parameter.DefaultValue!], (IReadOnlyList<double>)entry.Type.GetProperty(name + "s")!.GetValue(loss)!);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Writing_the_defaults_of_the_card_changes_nothing(string id)
    {
        var entry = LossCatalog.Find(id);
        var written = new LossOptions(entry.Card);
        foreach (var option in entry.Card.Options.Where(option => option.Kind != OptionKind.NumberList))
        {
            written.SetText(option.Name, option.Default);
        }

        AssertSame(entry.Create(), entry.Create(written));
    }

    [Theory]
    [MemberData(nameof(LossCases.Everything), MemberType = typeof(LossCases))]
    public void A_parsed_text_is_the_loss_that_the_options_make(string name)
    {
        var @case = LossCases.Find(name);
        var expected = @case.Make(@case.Card.Reductions is [var usual, ..] ? usual : Reduction.Mean);
        foreach (var spelling in @case.Card.Aliases.Append(@case.Card.Id.ToUpperInvariant()).Append(@case.Card.Id))
        {
            var parsed = LossCatalog.Parse(@case.Options.Length > 0 ? $"{spelling}:{@case.Options}" : spelling);
            AssertSame(expected, parsed);
        }
    }

    [Fact]
    public void A_reduction_is_parsed_like_an_option()
    {
        Assert.Equal(Reduction.None, LossCatalog.Parse("mse:reduction=none").Reduction);
        Assert.Equal(Reduction.Sum, LossCatalog.Parse(string.Create(CultureInfo.InvariantCulture, $" huber : delta = {0.5} : reduction = sum ")).Reduction);
    }

    private static void AssertSame(Loss expected, Loss actual)
    {
        Assert.Equal(expected.GetType(), actual.GetType());
        foreach (var property in actual.GetType().GetProperties().Where(property => property.GetMethod is { IsStatic: false }))
        {
            Assert.Equal(property.GetValue(expected), property.GetValue(actual));
        }
    }
}
