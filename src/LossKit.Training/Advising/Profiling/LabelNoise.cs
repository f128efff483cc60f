namespace LossKit;

/// <summary>
/// What rows that are alike say about labels. Rows that agree in all columns should agree in their label; and where a classifier is surest, it
/// should be right. Wrong labels are as common there as elsewhere; classes that overlap contradict it far more where they meet.
/// </summary>
/// <remarks>
/// A classifier that does no better than the name of the largest class says nothing, however often it errs, and where equal rows disagree as
/// much as if labels were dealt at random, the columns say nothing either. Both look like noise, and neither is a sign of wrong labels.
/// </remarks>
/// <param name="EqualRows">The rows that another row equals in all columns.</param>
/// <param name="EqualApart">The share of these whose label is not the commonest of the rows they equal.</param>
/// <param name="EqualByChance">What that share would be with the same labels dealt at random.</param>
/// <param name="JudgedRows">The rows that a quick classifier guessed without having seen them; 0 where rows are too few.</param>
/// <param name="Error">The share of these with another label than it guesses.</param>
/// <param name="ErrorOfLargest">The share of these that are not of their largest class: the error of always naming that.</param>
/// <param name="SureRows">The quarter of the guessed rows of which the classifier is surest; more where others are as sure.</param>
/// <param name="SureError">The share of these with another label than it guesses.</param>
/// <param name="WrongShare">The share of wrong labels that fits how often it is right by how sure it is; 0 where it is right whenever it is sure.</param>
/// <param name="Evidence">Twice the logarithm of the likelihood ratio of that share to none: above 2.71 by chance in one table of twenty.</param>
/// <param name="WrongRows">The guessed rows with another label.</param>
/// <param name="NextDoor">The share of these where guess and label are neighbours in the order of the classes.</param>
/// <param name="NextDoorByChance">What that share would be if guesses were any of the other classes, each as often as it occurs.</param>
public sealed record LabelNoise(
    int EqualRows, double EqualApart, double EqualByChance, int JudgedRows, double Error, double ErrorOfLargest, int SureRows, double SureError, double WrongShare, double Evidence, int WrongRows,
    double NextDoor, double NextDoorByChance)
{
    /// <summary>The share of the guessed rows that is taken for sure.</summary>
    public const double SureShare = 0.25;

    /// <summary>The fewest rows that are guessed.</summary>
    public const int MinRows = 50;

    // The fewest mistakes from which it can be told where they fall.
    private const int FewestMistakes = 30;

    /// <summary>Gets whether mistakes go next door far more often than by chance, as between grades; means nothing where the order of classes does not.</summary>
    public bool IsOrdered => WrongRows >= FewestMistakes && NextDoor >= (1 + NextDoorByChance) / 2 && NextDoorByChance < 1;

    // Distances take the square of the rows times the columns: about a second at this many products.
    private const double MostProducts = 5e8;

    /// <summary>Looks at the rows.</summary>
    /// <param name="rows">The rows, numbers standardised.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>What they say.</returns>
    internal static LabelNoise Of(EncodedRows rows, int classes)
    {
        var groups = EqualFeatures.Groups(rows);
        var dealt = (int[])rows.Labels.Clone();
        new SeededRandom(1).Fork("dealt labels").Shuffle(dealt);
        var none = new LabelNoise(
            groups.Sum(group => group.Length), Apart(groups, rows.Labels, classes), Apart(groups, dealt, classes), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        return rows.RowCount < MinRows ? none : Judged(none, rows, classes);
    }

    private static double Apart(IReadOnlyList<int[]> groups, int[] labels, int classes)
    {
        int rows = 0, apart = 0;
        foreach (var group in groups)
        {
            rows += group.Length;
            apart += group.Length - Votes(group, labels, classes).Max();
        }

        return rows == 0 ? 0 : apart / (double)rows;
    }

    private static LabelNoise Judged(LabelNoise noise, EncodedRows rows, int classes)
    {
        var most = Math.Min(ProfileSample.MostRows, (int)Math.Sqrt(MostProducts / rows.FeatureCount));
        var asked = ProfileSample.Draw(rows.RowCount, most);
        var guesses = QuickClassifier.Guess(rows, asked, classes);
        var wrong = guesses.Zip(asked, (guess, row) => (guess.Margin, Wrong: guess.Class != rows.Labels[row])).ToArray();
        var least = wrong.Select(guess => guess.Margin).OrderDescending().ElementAt((int)(SureShare * asked.Length));
        var sizes = Votes(asked, rows.Labels, classes);
        var mistakes = guesses.Zip(asked, (guess, row) => (Guess: guess.Class, Label: rows.Labels[row])).Where(pair => pair.Guess != pair.Label).ToArray();
        var sure = wrong.Where(guess => guess.Margin >= least).ToArray();
        var curve = CertaintyCurve.Fit(wrong);
        return noise with
        {
            JudgedRows = asked.Length,
            Error = Share(wrong),
            ErrorOfLargest = 1 - (sizes.Max() / (double)asked.Length),
            SureRows = sure.Length,
            SureError = Share(sure),
            WrongShare = curve.WrongShare,
            Evidence = curve.Evidence,
            WrongRows = mistakes.Length,
            NextDoor = mistakes.Length == 0 ? 0 : mistakes.Count(pair => Math.Abs(pair.Guess - pair.Label) == 1) / (double)mistakes.Length,
            NextDoorByChance = mistakes.Length == 0 ? 0 : mistakes.Average(pair => NextDoorOf(pair.Label, sizes)),
        };
    }

    private static double NextDoorOf(int label, int[] sizes)
    {
        var next = (label > 0 ? sizes[label - 1] : 0) + (label < sizes.Length - 1 ? sizes[label + 1] : 0);
        return next / (double)(sizes.Sum() - sizes[label]);
    }

    private static double Share((double Margin, bool Wrong)[] guesses) => guesses.Count(guess => guess.Wrong) / (double)guesses.Length;

    private static int[] Votes(ReadOnlySpan<int> rows, int[] labels, int classes)
    {
        var votes = new int[classes];
        foreach (var row in rows) votes[labels[row]]++;
        return votes;
    }
}
