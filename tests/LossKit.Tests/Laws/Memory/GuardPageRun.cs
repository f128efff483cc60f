using System.Numerics;

namespace LossKit.Tests;

/// <summary>
/// Every loss with inputs and results against inaccessible pages. What reads or writes outside ends the process, so this runs in one of its
/// own, which says what it does before it does it; what it changes inside the pages, beside an array, is found too.
/// </summary>
internal static class GuardPageRun
{
    /// <summary>What a line begins with that tells of a wrong result.</summary>
    public const string Wrong = "wrong: ";

    private static readonly Asked[] Questions =
    [
        Asked.Gradient | Asked.Second | Asked.Each,
        Asked.Gradient,
        Asked.Value,
        Asked.Gradient | Asked.Second | Asked.Masked,
    ];

    /// <summary>Runs all cases.</summary>
    /// <param name="progress">Receives what runs before it runs, and what is wrong.</param>
    /// <param name="effort">Whether the run may take long.</param>
    /// <returns>How many calls were wrong.</returns>
    public static int Run(TextWriter progress, TestEffort effort)
    {
        var wrong = 0;
        using var atEnd = new GuardedPlacement(PageEdge.End);
        using var atStart = new GuardedPlacement(PageEdge.Start);
        foreach (var @case in LossCases.All)
        {
            foreach (var (rows, width) in GuardPageShapes.Of(@case, effort))
            {
                var inputs = @case.Sample(rows, width, seed: (1000 * rows) + width);
                wrong += Compare<float>(@case, inputs, $"{@case}, {rows} rows of {width}, float") + Compare<double>(@case, inputs, $"{@case}, {rows} rows of {width}, double");
            }
        }

        return wrong;

        int Compare<T>(LossCase @case, Dictionary<string, NamedArray> inputs, string what)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var loss = @case.Make(inputs);
            var fresh = TypedCall<T>.Of(@case, inputs, loss: loss);
            var found = 0;
            found += Check(atEnd, Questions);

            // Nothing runs backwards, so before an array one question is enough.
            return found + Check(atStart, Questions.AsSpan(0, 1));

            int Check(GuardedPlacement placement, ReadOnlySpan<Asked> questions)
            {
                placement.Reset();
                var guarded = TypedCall<T>.Of(@case, inputs, placement, loss);
                foreach (var asked in questions)
                {
                    progress.WriteLine($"{what}, against the {placement.Edge} of pages, asked {asked}");
                    fresh.Evaluate(asked);
                    guarded.Evaluate(asked);
                    var reason = placement.IsUntouchedBeside ? fresh.Difference(guarded, asked) : "bytes beside an array were written";
                    if (reason is not null)
                    {
                        progress.WriteLine($"{Wrong}{what}, against the {placement.Edge} of pages, asked {asked}: {reason}");
                        return 1;
                    }
                }

                return 0;
            }
        }
    }
}
