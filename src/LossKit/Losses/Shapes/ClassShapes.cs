namespace LossKit;

/// <summary>The shapes of class scores and of the targets that belong to them.</summary>
internal static class ClassShapes
{
    private const string Prediction = "prediction";

    /// <summary>Gives the shape of scores [N,C] from how many scores and targets there are.</summary>
    /// <param name="scores">The number of scores.</param>
    /// <param name="targets">The number of targets.</param>
    /// <returns>The shape.</returns>
    public static ClassShape Infer(int scores, int targets)
    {
        // The remainder would be a second division.
        var classes = targets == 0 ? 1 : scores / targets;
        if (classes * targets != scores || classes == 0)
        {
            throw Sentences.LengthMismatch(Prediction, scores, targets, "or a multiple of it: C scores for each target");
        }

        return new(targets, classes);
    }

    /// <summary>Gives the shape of scores from their dimensions.</summary>
    /// <typeparam name="TDimension">The type of a dimension.</typeparam>
    /// <param name="lengths">The dimensions.</param>
    /// <param name="allowsPositions">Whether there may be dimensions behind the class axis.</param>
    /// <returns>The shape.</returns>
    public static ClassShape Of<TDimension>(ReadOnlySpan<TDimension> lengths, bool allowsPositions)
        where TDimension : IBinaryInteger<TDimension>
    {
        if (lengths.Length < 2 || (lengths.Length > 2 && !allowsPositions))
        {
            throw Sentences.WrongRank(Prediction, Sentences.Shape(lengths), Expected(allowsPositions));
        }

        var positions = 1;
        foreach (var length in lengths[2..])
        {
            positions = checked(positions * int.CreateChecked(length));
        }

        return new(int.CreateChecked(lengths[0]), int.CreateChecked(lengths[1]), positions);
    }

    /// <summary>Checks a shape that the caller made.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="allowsPositions">Whether there may be more than one position.</param>
    public static void Check(ClassShape shape, bool allowsPositions)
    {
        if (shape.Batch < 0 || shape.Positions < 0 || shape.Classes < 1 || (shape.Positions != 1 && !allowsPositions))
        {
            throw NoShape(shape, allowsPositions);
        }
    }

    /// <summary>Checks that targets have the shape of the scores without the class axis.</summary>
    /// <typeparam name="TDimension">The type of a dimension.</typeparam>
    /// <param name="scores">The dimensions of the scores.</param>
    /// <param name="targets">The dimensions of the targets.</param>
    public static void CheckIndices<TDimension>(ReadOnlySpan<TDimension> scores, ReadOnlySpan<TDimension> targets)
        where TDimension : IBinaryInteger<TDimension> => Guard.Shape<TDimension>("target", targets, [scores[0], .. scores[2..]]);

    private static LossException NoShape(ClassShape shape, bool allowsPositions) => Sentences.WrongRank(
        Prediction, $"[{shape.Batch},{shape.Classes},{shape.Positions}]", $"{Expected(allowsPositions)} with at least one class");

    private static string Expected(bool allowsPositions) => allowsPositions ? "[N,C] or [N,C,d1,...]" : "[N,C]";
}
