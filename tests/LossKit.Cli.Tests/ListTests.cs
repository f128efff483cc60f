using System.Text.Json;
using LossKit.Cli;
using Spectre.Console;

namespace LossKit.Tests;

public sealed class ListTests
{
    [Fact]
    public async Task A_pipe_receives_every_loss_on_an_uncut_line()
    {
        var outcome = await Run.LosskitAsync("list");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(["id", .. LossCatalog.All.Select(entry => entry.Card.Id)], outcome.Lines.Select(line => line.Split(' ')[0]));
        Assert.DoesNotContain("…", outcome.Output, StringComparison.Ordinal);
        var mse = Assert.Single(outcome.Lines, line => line.StartsWith("mse ", StringComparison.Ordinal));
        Assert.Matches("^mse +regression +yes +Gaussian +Mean squared error +-\r?$", mse);
    }

    [Fact]
    public async Task A_family_shows_its_losses_only_and_json_tells_all_of_them()
    {
        var outcome = await Run.LosskitAsync("list", "--family", "regression", "--json");

        Assert.Equal(0, outcome.ExitCode);
        using var json = JsonDocument.Parse(outcome.Output);
        var expected = LossCatalog.All.Where(entry => entry.Card.Family == LossFamily.Regression).ToArray();
        Assert.Equal(expected.Select(entry => entry.Card.Id), json.RootElement.EnumerateArray().Select(loss => loss.GetProperty("id").GetString()));
        var mse = json.RootElement[0];
        Assert.Equal("e², e = prediction − target", mse.GetProperty("formula").GetString());
        Assert.Equal("weight", mse.GetProperty("inputs")[2].GetProperty("name").GetString());
        Assert.Equal(["mean", "sum", "none"], mse.GetProperty("reductions").EnumerateArray().Select(word => word.GetString()));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(200)]
    public void The_table_of_a_terminal_shows_every_loss_in_at_most_100_columns(int terminal)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = terminal;

        CatalogTable.Write(LossCatalog.All, console);

        var lines = writer.ToString().Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, Math.Min(terminal, 100)));
        Assert.All(LossCatalog.All, entry => Assert.Contains(lines, line => line.StartsWith($"│ {entry.Card.Id} ", StringComparison.Ordinal)));
    }
}
