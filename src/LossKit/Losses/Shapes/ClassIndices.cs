namespace LossKit;

/// <summary>Checks of targets that are class indices.</summary>
internal static class ClassIndices
{
    /// <summary>Checks that every target names a class.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="ignoreIndex">The target that is ignored; null for none.</param>
    /// <param name="mask">Which targets are looked at; empty for all.</param>
    public static void Check(ReadOnlySpan<int> targets, int classes, int? ignoreIndex, ReadOnlySpan<bool> mask)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            if ((uint)targets[i] >= (uint)classes && targets[i] != ignoreIndex && (mask.IsEmpty || mask[i]))
            {
                throw Sentences.NoSuchClass(i, targets[i], classes, ignoreIndex);
            }
        }
    }

    /// <summary>Reads class indices that were written as numbers.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="ignoreIndex">The target that is ignored; null for none.</param>
    /// <returns>The indices.</returns>
    public static int[] FromNumbers(ReadOnlySpan<double> numbers, int classes, int? ignoreIndex)
    {
        var indices = new int[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            var index = double.IsNaN(numbers[i]) ? -1 : (int)numbers[i];
            if (index != numbers[i])
            {
                throw Sentences.NoSuchClass(i, numbers[i], classes, ignoreIndex);
            }

            indices[i] = index;
        }

        return indices;
    }
}
