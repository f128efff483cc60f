namespace LossKit.Cli;

/// <summary>What the sections of a report write: text, tables, and charts with a sentence that says the same.</summary>
internal sealed class ReportBody
{
    private readonly HtmlText _html = new();
    private readonly List<Chart> _charts = [];

    /// <summary>Gets the charts in the order written.</summary>
    public IReadOnlyList<Chart> Charts => _charts;

    /// <summary>Gets what is written so far.</summary>
    public string Html => _html.ToString();

    /// <summary>Begins a section.</summary>
    /// <param name="id">Its name in addresses.</param>
    /// <param name="title">Its heading.</param>
    public void Begin(string id, string title) =>
        _html.Markup($"<section id=\"{id}\" aria-labelledby=\"{id}-title\">").Element($"h2 id=\"{id}-title\"", title);

    /// <summary>Ends a section.</summary>
    public void End() => _html.Markup("</section>");

    /// <summary>Writes a paragraph.</summary>
    /// <param name="text">Its text.</param>
    public void Say(string text) => _html.Element("p", text);

    /// <summary>Writes sentences as a list.</summary>
    /// <param name="sentences">The sentences; none leave no list.</param>
    public void List(IEnumerable<string> sentences)
    {
        var items = sentences.ToArray();
        if (items.Length == 0)
        {
            return;
        }

        _html.Markup("<ul>");
        foreach (var item in items)
        {
            _html.Element("li", item);
        }

        _html.Markup("</ul>");
    }

    /// <summary>Writes markup.</summary>
    /// <param name="markup">The markup, whose texts are escaped already.</param>
    public void Markup(string markup) => _html.Markup(markup);

    /// <summary>Writes a table.</summary>
    /// <param name="table">The table.</param>
    public void Table(ReportTable table) => _html.Table(table);

    /// <summary>Writes tables that open when asked for.</summary>
    /// <param name="summary">What stands on the closed part.</param>
    /// <param name="tables">The tables.</param>
    public void Details(string summary, params IEnumerable<ReportTable> tables)
    {
        _html.Markup("<details>").Element("summary", summary);
        foreach (var table in tables)
        {
            _html.Table(table);
        }

        _html.Markup("</details>");
    }

    /// <summary>Writes a chart, and under it what it says.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="sentence">What it says, for those who cannot see it and where charts are missing.</param>
    public void Figure(Chart chart, string sentence)
    {
        _charts.Add(chart);
        _html.Markup($"<figure id=\"{chart.Id}\"><div class=\"plot\"></div>").Element("figcaption", sentence).Markup("</figure>");
    }
}
