using LossKit.Cli;

namespace LossKit.Tests;

public sealed class ThinningTests
{
    [Theory]
    [InlineData(3, 5, new[] { 0, 1, 2 })]
    [InlineData(5, 5, new[] { 0, 1, 2, 3, 4 })]
    [InlineData(9, 3, new[] { 0, 4, 8 })]
    [InlineData(10, 4, new[] { 0, 3, 6, 9 })]
    public void The_first_the_last_and_an_even_choice_between_stay(int count, int most, int[] expected) =>
        Assert.Equal(expected, Thinning.Choose(count, most));

    [Fact]
    public void Leaving_out_is_told()
    {
        Assert.Empty(Thinning.Note(5, 5));
        Assert.Equal(" Of 6 points the chart shows 5, taken evenly; the numbers are those of all.", Thinning.Note(6, 5));
    }

    [Fact]
    public void Points_inside_level_and_upright_stretches_are_left_out_and_corners_stay()
    {
        (double, double)[] stairs = [(0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (3, 2), (3, 3), (4, 5), (5, 7)];

        Assert.Equal([(0, 0), (0, 2), (3, 2), (3, 3), (4, 5), (5, 7)], Thinning.Straighten(stairs));
        Assert.Equal([(1, 1)], Thinning.Straighten([(1, 1)]));
    }
}
