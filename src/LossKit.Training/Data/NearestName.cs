namespace LossKit;

/// <summary>Finds the name that was probably meant by a mistyped one.</summary>
public static class NearestName
{
    /// <summary>
    /// Gives the candidate nearest to <paramref name="name"/>: fewest insertions, deletions, replacements and swaps of neighbours,
    /// the case of letters aside (the optimal string alignment distance; Damerau 1964). A candidate that differs in more than
    /// a third of its letters (and in more than one) is no suggestion; among equals the first one wins.
    /// </summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What could have been written.</param>
    /// <returns>The nearest candidate, or null where none is near.</returns>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        string? nearest = null;
        var best = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var distance = Distance(name, candidate);
            if (distance >= best || distance > Math.Max(1, Math.Max(name.Length, candidate.Length) / 3)) continue;
            best = distance;
            nearest = candidate;
        }

        return nearest;
    }

    /// <summary>
    /// Ends an error sentence about an unknown name: <c>; did you mean `x`?</c> where one is near, else what there is to choose from.
    /// </summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What could have been written.</param>
    /// <returns>The end of the sentence, from its semicolon to its full stop or question mark.</returns>
    internal static string Hint(string name, IReadOnlyCollection<string> candidates)
    {
        const int Shown = 12;
        if (Of(name, candidates) is { } nearest) return $"; did you mean `{nearest}`?";
        var list = string.Join(", ", candidates.Take(Shown).Select(candidate => $"`{candidate}`"));
        return candidates.Count > Shown ? $"; there are {list} and {candidates.Count - Shown} more." : $"; there are {list}.";
    }

    private static int Distance(string a, string b)
    {
        // Three rows of the table suffice: the one being filled, the one above, and the one above that for swaps.
        var beforePrevious = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = previous[j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
