namespace LossKit.Cli;

/// <summary>How the vertical axis of a chart is divided.</summary>
internal enum ChartScale
{
    /// <summary>Evenly.</summary>
    Linear,

    /// <summary>By powers of ten, with a switch to an even one.</summary>
    Logarithmic,

    /// <summary>Evenly, and both axes from 0 to 1.</summary>
    UnitSquare,
}

/// <summary>What a series is drawn as.</summary>
internal enum ChartShape
{
    /// <summary>A line with a few markers.</summary>
    Line,

    /// <summary>A thinner line without markers, for what accompanies the line of the same look.</summary>
    ThinLine,

    /// <summary>Bins: a level from each x to the next; there is one x more than there are levels.</summary>
    Steps,

    /// <summary>Bins filled down to zero.</summary>
    Area,

    /// <summary>Points.</summary>
    Points,

    /// <summary>A point with its interval along x.</summary>
    Interval,

    /// <summary>A line that the others are held against.</summary>
    Reference,
}

/// <summary>What one series of a chart is.</summary>
internal sealed record ChartSeries
{
    /// <summary>Gets its name where the reader points at it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the names of the switches that must be on for it to be seen; none for one that always is.</summary>
    public IReadOnlyList<string> Switches { get; init; } = [];

    /// <summary>Gets the view it belongs to; null for all of them.</summary>
    public int? View { get; init; }

    /// <summary>Gets the number of its colour, dashes and marker; null for those of the text.</summary>
    public int? Look { get; init; }

    /// <summary>Gets what it is drawn as.</summary>
    public required ChartShape Shape { get; init; }

    /// <summary>Gets the positions along x.</summary>
    public required IReadOnlyList<double> X { get; init; }

    /// <summary>Gets the positions along y.</summary>
    public required IReadOnlyList<double> Y { get; init; }

    /// <summary>Gets how far the intervals reach, two numbers for each point; null for other shapes.</summary>
    public IReadOnlyList<double[]>? Reach { get; init; }
}

/// <summary>A chart as data: what the page's script draws, and nothing that a reader of its table would miss.</summary>
internal sealed record Chart
{
    /// <summary>Gets the name of its place in the page.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what it shows, in a sentence for those who cannot see it.</summary>
    public required string Label { get; init; }

    /// <summary>Gets what is along x.</summary>
    public required string X { get; init; }

    /// <summary>Gets what is along y.</summary>
    public required string Y { get; init; }

    /// <summary>Gets how y is divided.</summary>
    public ChartScale Scale { get; init; }

    /// <summary>Gets the names of rows where y counts them; else none.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>Gets what the views are: <c>Repeat</c>.</summary>
    public string ViewTitle { get; init; } = string.Empty;

    /// <summary>
    /// Gets the names of the views, of which one is seen at a time, the first one first; none where everything is seen at once.
    /// </summary>
    public IReadOnlyList<string> Views { get; init; } = [];

    /// <summary>Gets what is drawn.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }
}
