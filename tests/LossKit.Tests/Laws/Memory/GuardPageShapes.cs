namespace LossKit.Tests;

/// <summary>The shapes that <see cref="GuardPageRun"/> tries: every length up to 257 in a long run, else those where a loop over registers ends otherwise.</summary>
internal static class GuardPageShapes
{
    private const int LongestLength = 257;
    private const int FewRows = 3;
    private const int FewClasses = 3;
    private const int MostRowsOfPairs = 40;

    private static readonly int[] EveryLength = [.. Enumerable.Range(0, LongestLength + 1), 1025, 2051];

    // Nothing, single elements, and one less and one more than registers and several of them hold.
    private static readonly int[] Edges = [.. Enumerable.Range(0, 10), 15, 16, 17, 23, 31, 32, 33, 47, 63, 64, 65, 127, 129, 255, 256, 257, 1025];

    // For options, which change the arithmetic but hardly the loops.
    private static readonly int[] SomeEdges = [0, 1, 3, 7, 17, 33, 71, 129];

    /// <summary>Gives the shapes for a case.</summary>
    /// <param name="case">The case.</param>
    /// <param name="effort">Whether the run may take long.</param>
    /// <returns>Numbers of rows and of what each row holds.</returns>
    public static IEnumerable<(int Rows, int Width)> Of(LossCase @case, TestEffort effort)
    {
        var lengths = effort == TestEffort.Long ? EveryLength : Lengths(LaneDispatch.Widest, @case.Options.Length == 0, @case.HasRows);
        if (!@case.HasRows)
        {
            return lengths.Select(length => (length, FewClasses));
        }

        var least = @case.Options.Contains("others", StringComparison.Ordinal) ? 2 : 1;
        var most = @case.Form == InputForm.Tensors ? MostRowsOfPairs : LongestLength;
        var wide = lengths.Where(classes => classes >= least && classes <= LongestLength).Select(classes => (FewRows, classes));
        return wide.Concat(lengths.Where(rows => rows <= most).Select(rows => (rows, FewClasses)));
    }

    // The widest registers have the longest tails; one number at a time has none.
    private static int[] Lengths(LaneWidth widest, bool hasDefaults, bool hasRows) => (widest, hasDefaults, hasRows) switch
    {
        (LaneWidth.Bits512, true, false) => EveryLength,
        (LaneWidth.Bits512, true, true) or (LaneWidth.Bits256, true, false) => Edges,
        (LaneWidth.Scalar, false, _) => [],
        (LaneWidth.Scalar, true, _) => [0, 1, 7, 33],
        (LaneWidth.Bits128, false, _) => [1, 7, 33],
        _ => SomeEdges,
    };
}
