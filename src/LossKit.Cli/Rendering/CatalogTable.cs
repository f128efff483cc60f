using Spectre.Console;

namespace LossKit.Cli;

/// <summary>The catalogue as tables for a terminal, one for each family, at most 100 columns wide; long cells are wrapped.</summary>
internal static class CatalogTable
{
    private const int WidestTable = 100;

    /// <summary>Writes the losses.</summary>
    /// <param name="entries">The losses.</param>
    /// <param name="console">Where they go.</param>
    public static void Write(IReadOnlyList<LossEntry> entries, IAnsiConsole console)
    {
        var width = Math.Min(console.Profile.Width, WidestTable);
        foreach (var family in entries.Select(CatalogRow.Of).GroupBy(row => row.Family))
        {
            var table = new Table { Border = TableBorder.Rounded, Width = width, Title = new($"{family.Key} ({family.Count()})") };
            table.AddColumn(new TableColumn("id").NoWrap());
            table.AddColumn("title");
            table.AddColumn("options = default");
            table.AddColumn("Hessian");
            table.AddColumn("noise model");
            foreach (var row in family)
            {
                table.AddRow(new Text(row.Id), new Text(row.Title), new Text(row.Options), new Text(row.Hessian), new Text(row.Noise));
            }

            console.Write(table);
        }

        console.WriteLine("Most also take reduction=…; `losskit list --json` tells everything that is known of each.");
    }
}
