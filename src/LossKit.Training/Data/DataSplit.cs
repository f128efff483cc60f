namespace LossKit;

/// <summary>
/// The rows of a data set dealt into three parts at random: training (what weights are fitted to), validation (what says when to
/// stop) and test (what is measured). No row is in two of them, and every row is in one.
/// </summary>
public sealed class DataSplit
{
    /// <summary>How many rows a class needs to be in each of the three parts; smaller ones are in the training part alone.</summary>
    public const int MinRowsToStratify = 3;

    private readonly int[] _training;
    private readonly int[] _validation;
    private readonly int[] _test;

    private DataSplit(List<int> training, List<int> validation, List<int> test)
    {
        _training = [.. training.Order()];
        _validation = [.. validation.Order()];
        _test = [.. test.Order()];
    }

    /// <summary>Gets the indices of the training rows, ascending.</summary>
    public ReadOnlySpan<int> Training => _training;

    /// <summary>Gets the indices of the validation rows, ascending.</summary>
    public ReadOnlySpan<int> Validation => _validation;

    /// <summary>Gets the indices of the test rows, ascending.</summary>
    public ReadOnlySpan<int> Test => _test;

    /// <summary>
    /// Gets the number of test rows over that of all others: what <see cref="MeanInterval.Of(ReadOnlySpan{double}, double)"/> needs to know
    /// about repeats that share their rows.
    /// </summary>
    public double TestRatio => _test.Length / (double)(_training.Length + _validation.Length);

    /// <summary>
    /// Deals the rows. Classes are dealt each by itself, so that every part has them in the proportions of the whole, and each class of at
    /// least <see cref="MinRowsToStratify"/> rows is in every part.
    /// </summary>
    /// <param name="dataset">The data.</param>
    /// <param name="random">The source of chance; the same state gives the same split. It is advanced.</param>
    /// <param name="fractions">The shares of the parts; null for <see cref="SplitFractions.Default"/>.</param>
    /// <returns>The split.</returns>
    public static DataSplit Create(Dataset dataset, SeededRandom random, SplitFractions? fractions = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(random);
        List<int> training = [], validation = [], test = [];
        foreach (var group in Groups(dataset))
        {
            random.Shuffle(group);
            var (validationCount, testCount) = Counts(group.Length, fractions ?? SplitFractions.Default);
            validation.AddRange(group.AsSpan(0, validationCount));
            test.AddRange(group.AsSpan(validationCount, testCount));
            training.AddRange(group.AsSpan(validationCount + testCount));
        }

        return new DataSplit(training, validation, test);
    }

    private static int[][] Groups(Dataset dataset)
    {
        var all = Enumerable.Range(0, dataset.RowCount);
        if (dataset.Task == LearningTask.Regression) return [[.. all]];
        var members = dataset.ClassNames.Select(_ => new List<int>()).ToArray();
        foreach (var row in all) members[dataset.Labels[row]].Add(row);
        return Array.ConvertAll(members, rows => rows.ToArray());
    }

    private static (int Validation, int Test) Counts(int rows, SplitFractions fractions)
    {
        if (rows < MinRowsToStratify) return (0, 0);
        var validation = Math.Clamp((int)Math.Round(rows * fractions.Validation), 1, rows - 2);
        var test = Math.Clamp((int)Math.Round(rows * fractions.Test), 1, rows - validation - 1);
        return (validation, test);
    }
}
