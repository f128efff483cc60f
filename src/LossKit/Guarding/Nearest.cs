namespace LossKit;

/// <summary>Finds the name that was probably meant by a mistyped one.</summary>
public static class Nearest
{
    /// <summary>
    /// Gives the candidate nearest to <paramref name="name"/>: fewest insertions, deletions, replacements and swaps of neighbours, the case of
    /// letters aside (the optimal string alignment distance; Damerau 1964). A candidate that differs in more than a third of its letters (and
    /// in more than one) is no suggestion; among equals the first one wins.
    /// </summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What could have been written.</param>
    /// <returns>The nearest candidate, or null where none is near.</returns>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        string? nearest = null;
        var best = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var most = Math.Max(1, Math.Max(name.Length, candidate.Length) / 3);

            // Lengths that differ by more tell it already: a name may be as long as a file.
            if (Math.Abs(name.Length - candidate.Length) > most)
            {
                continue;
            }

            var distance = Distance(name, candidate);
            if (distance < best && distance <= most)
            {
                best = distance;
                nearest = candidate;
            }
        }

        return nearest;
    }

    /// <summary>Gives " (did you mean 'x'?)", or nothing where no candidate is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What could have been written.</param>
    /// <returns>The words to put behind the name in a sentence.</returns>
    public static string Suggest(string name, IEnumerable<string> candidates) =>
        Find(name, candidates) is string nearest ? $" (did you mean '{nearest}'?)" : string.Empty;

    private static int Distance(string a, string b)
    {
        // Three rows of the table suffice: the one being filled, the one above, and the one above that for swaps.
        var beforePrevious = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = previous[j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
                }
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
