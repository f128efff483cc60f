namespace LossKit;

/// <summary>Finds what somebody probably meant to write.</summary>
public static class Nearest
{
    /// <summary>Finds the word with the fewest edits, if it is near enough to be meant.</summary>
    /// <param name="word">The word written.</param>
    /// <param name="candidates">The words known.</param>
    /// <returns>The nearest word, or null where none is near.</returns>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(candidates);
        string? nearest = null;
        var fewest = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var edits = Edits(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (edits < fewest && edits <= Math.Max(2, Math.Max(word.Length, candidate.Length) / 3))
            {
                nearest = candidate;
                fewest = edits;
            }
        }

        return nearest;
    }

    /// <summary>Gives " (did you mean 'x'?)" or nothing.</summary>
    /// <param name="word">The word written.</param>
    /// <param name="candidates">The words known.</param>
    /// <returns>The end of a sentence's clause.</returns>
    public static string Suggest(string word, IEnumerable<string> candidates) =>
        Find(word, candidates) is string nearest ? $" (did you mean '{nearest}'?)" : string.Empty;

    // Optimal string alignment: insertions, deletions, substitutions and swapped neighbours, one each.
    private static int Edits(string from, string to)
    {
        var table = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            table[i, 0] = i;
        }

        for (var j = 0; j <= to.Length; j++)
        {
            table[0, j] = j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var substitution = table[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(substitution, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[from.Length, to.Length];
    }
}
