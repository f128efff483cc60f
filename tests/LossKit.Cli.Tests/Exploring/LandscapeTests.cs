using System.Text.Json;
using LossKit.Cli;

namespace LossKit.Tests;

public sealed class LandscapeTests
{
    [Fact]
    public void The_Rosenbrock_function_has_its_known_values()
    {
        // Least value 0 at (1, 1), and 24.2 where searches begin (Rosenbrock 1960).
        Assert.Equal((0, 24.2), (Rosenbrock.Value(1, 1), Math.Round(Rosenbrock.Value(-1.2, 1), 12)));
        Assert.Equal(0, Rosenbrock.Draw().Least, 1e-12);
    }

    [Fact]
    public void A_drawn_surface_has_the_function_s_value_at_every_place()
    {
        using var data = JsonDocument.Parse(LandscapePages.Of("x.html", new(LandscapeSubject.Rosenbrock, "mse", 1)).Data);
        var landscape = data.RootElement.GetProperty("landscape");
        var (across, up) = (Numbers(landscape.GetProperty("horizontal")), Numbers(landscape.GetProperty("vertical")));
        Assert.Equal((101, 101), (across.Length, up.Length));
        Assert.Equal((-2, 2, -1, 3), (across[0], across[^1], up[0], up[^1]));
        foreach (var (row, heights) in landscape.GetProperty("heights").EnumerateArray().Select(Numbers).Index())
        {
            for (var column = 0; column < across.Length; column++)
            {
                var (x, y) = (across[column], up[row]);
                var expected = Math.Pow(1 - x, 2) + (100 * Math.Pow(y - (x * x), 2));
                Assert.Equal(expected, heights[column], 1e-9 + (1e-5 * expected));
            }
        }
    }

    [Fact]
    public void A_landscape_without_a_number_is_refused_in_a_sentence()
    {
        var request = new LandscapeRequest(LandscapeSubject.Network, "student-t-nll:scale=5e-324", 1);

        var exception = Assert.Throws<UsageException>(request.Draw);

        Assert.Contains("no finite value around where training ended", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_direction_is_as_long_as_each_filter_and_leaves_biases_alone()
    {
        var random = new SeededRandom(1);
        var model = new Sequential(new Linear(5, 7, random), new Tanh(), new Linear(7, 2, random));

        var direction = FilterDirections.Draw(model.Parameters, random);
        var other = FilterDirections.Draw(model.Parameters, random);

        foreach (var (index, parameter) in model.Parameters.Index())
        {
            if (parameter.Value.Rank == 1)
            {
                Assert.All(direction[index], number => Assert.Equal(0, number));
                continue;
            }

            var inputs = parameter.Value.Shape[1];
            for (var filter = 0; filter < direction[index].Length; filter += inputs)
            {
                Assert.Equal(Norm(parameter.Value.Values.Slice(filter, inputs)), Norm(direction[index].AsSpan(filter, inputs)), 1e-6);
            }

            Assert.NotEqual(direction[index], other[index]);
        }
    }

    [Fact]
    public void The_middle_of_a_network_s_landscape_is_near_its_least_place_and_seeds_repeat_it()
    {
        var landscape = NetworkLandscape.Draw("huber", 3);
        var again = NetworkLandscape.Draw("huber", 3);
        var other = NetworkLandscape.Draw("huber", 4);

        var middle = landscape.Heights[20][20];
        Assert.Equal(SmallNetwork.Train(new HuberLoss(), 3).Value(), middle, 1e-12);
        Assert.InRange(middle, landscape.Least, landscape.Least + (0.02 * (landscape.Greatest - landscape.Least)));
        Assert.All(landscape.Heights.Zip(again.Heights), rows => Assert.Equal(rows.First, rows.Second));
        Assert.NotEqual(middle, other.Heights[20][20]);
    }

    [Fact]
    public void A_contour_lies_where_the_height_is()
    {
        var places = Landscape.Steps(-2, 2, 41);
        var heights = Landscape.Grid(places, places, (x, y) => (x * x) + (y * y));

        var pieces = ContourLines.At(heights, 1);

        // The circle of radius 1, whose radius is 10 places, up to what a straight piece in a cell of 0.1 leaves out.
        Assert.True(pieces.Count >= 60);
        Assert.All(pieces, piece => Assert.Equal(10, Math.Sqrt(Math.Pow(piece.FromX - 20, 2) + Math.Pow(piece.FromY - 20, 2)), 0.03));
        Assert.Empty(ContourLines.At(heights, 100));
    }

    [Fact]
    public void Levels_rise_between_the_least_and_the_greatest_height()
    {
        var landscape = Rosenbrock.Draw();

        var levels = ContourLines.Levels(landscape, 12);

        Assert.Equal(levels.Order(), levels);
        Assert.All(levels, level => Assert.InRange(level, landscape.Least, landscape.Greatest));
    }

    private static double Norm(ReadOnlySpan<float> numbers)
    {
        var sum = 0.0;
        foreach (var number in numbers)
        {
            sum += (double)number * number;
        }

        return Math.Sqrt(sum);
    }

    private static double[] Numbers(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetDouble())];
}
