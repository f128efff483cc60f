using System.Globalization;
using LossKit.Cli;

namespace LossKit.Tests;

public sealed class OptionSliderTests
{
    public static TheoryData<string> Ids => [.. LossCatalog.All.Select(entry => entry.Card.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_place_of_every_slider_makes_a_loss(string id)
    {
        foreach (var option in LossCatalog.Find(id).Card.Options)
        {
            if (OptionSlider.Of(option) is not { } slider)
            {
                continue;
            }

            Assert.True(slider.Least < slider.Greatest);
            Assert.InRange(slider.Start, slider.Least, slider.Greatest);
            foreach (var share in new[] { 0, 0.1, 0.5, 0.9, 1 })
            {
                var number = slider.At(share).ToString("R", CultureInfo.InvariantCulture);
                var exception = Record.Exception(() => LossCatalog.Parse($"{id}:{option.Name}={number}"));
                Assert.True(exception is null, $"{id}:{option.Name}={number}: {exception?.Message}");
            }
        }
    }

    [Fact]
    public void Ranges_follow_domains()
    {
        Assert.Equal(new(0, 1, 0.5, SliderScale.Linear), SliderOf("quantile", "quantile"));
        Assert.Equal(new(0.05, 20, 1, SliderScale.Logarithmic), SliderOf("huber", "delta"));
        Assert.Equal(new(0, 6, 2, SliderScale.Linear), SliderOf("focal", "gamma"));
        Assert.Equal(new(-3, 5, 1, SliderScale.Linear), SliderOf("general-robust", "alpha"));
        Assert.Null(SliderOf("focal", "ignore-index"));
    }

    [Fact]
    public void The_comparisons_can_be_laid_over_each_other() =>
        Assert.All(CurvePreset.All, preset => Assert.NotEmpty(CurveOverlay.Of(preset.Losses).Panels));

    private static OptionSlider? SliderOf(string id, string option) =>
        OptionSlider.Of(LossCatalog.Find(id).Card.Options.Single(known => known.Name == option));
}
