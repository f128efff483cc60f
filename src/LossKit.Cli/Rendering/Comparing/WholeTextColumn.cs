using Spectre.Console;
using Spectre.Console.Rendering;

namespace LossKit.Cli;

/// <summary>The description of a bar, on a second line where it is long; the framework's own column would cut it off.</summary>
internal sealed class WholeTextColumn : ProgressColumn
{
    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.Description) { Overflow = Overflow.Fold };
}
