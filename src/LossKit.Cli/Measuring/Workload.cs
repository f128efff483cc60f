namespace LossKit.Cli;

/// <summary>A loss to be measured in a shape.</summary>
/// <param name="Text">The loss as it was written.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Shape">A length for each of its axes.</param>
internal sealed record Workload(string Text, Loss Loss, int[] Shape)
{
    /// <summary>Holds losses against shapes.</summary>
    /// <param name="losses">The losses as they are written.</param>
    /// <param name="shapes">The shapes for each of them; none for those that each usually has.</param>
    /// <returns>Each loss in each shape.</returns>
    /// <exception cref="UsageException">A shape does not fit a loss.</exception>
    /// <exception cref="LossException">A loss or one of its options is unknown.</exception>
    public static IReadOnlyList<Workload> Of(IReadOnlyList<string> losses, IReadOnlyList<int[]> shapes)
    {
        var workloads = new List<Workload>();
        foreach (var text in losses)
        {
            var loss = LossCatalog.Parse(text);
            var axes = LossAxes.Of(loss);
            var usual = DefaultWorkloads.ShapesOf(text, loss);
            foreach (var shape in shapes.Count > 0 ? shapes : usual)
            {
                workloads.Add(axes.Fit(shape)
                    ? new(text, loss, shape)
                    : throw new UsageException(
                        $"--shape is {ShapeText.Of(shape)}, but {text} takes {axes}: write for example {ShapeText.Of(usual[0])}."));
            }
        }

        return workloads;
    }
}
