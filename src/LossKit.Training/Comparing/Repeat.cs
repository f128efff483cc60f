namespace LossKit;

/// <summary>
/// What all losses share in one repeat: the split, the encoded parts and the seeds of weights and batches. That they share it is what makes
/// the race fair.
/// </summary>
internal sealed class Repeat
{
    private readonly SeededRandom _random;

    private Repeat(int number, SeededRandom random, DataSplit split, DatasetEncoder encoder)
    {
        Number = number;
        _random = random;
        Split = split;
        Training = encoder.Encode(split.Training);
        Validation = encoder.Encode(split.Validation);
        Test = encoder.Encode(split.Test);
        Target = encoder.Target;
    }

    /// <summary>Gets which repeat it is, counted from 1.</summary>
    public int Number { get; }

    /// <summary>Gets the split.</summary>
    public DataSplit Split { get; }

    /// <summary>Gets the rows that weights are fitted to.</summary>
    public EncodedRows Training { get; }

    /// <summary>Gets the rows that decide when to stop.</summary>
    public EncodedRows Validation { get; }

    /// <summary>Gets the rows that are measured.</summary>
    public EncodedRows Test { get; }

    /// <summary>Gets the units of the target in the training part.</summary>
    public Standardisation Target { get; }

    /// <summary>Prepares a repeat.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="seed">The seed of the comparison.</param>
    /// <param name="number">The repeat, counted from 1.</param>
    /// <returns>The repeat.</returns>
    public static Repeat Prepare(Dataset dataset, ulong seed, int number)
    {
        var split = SplitOf(dataset, seed, number);
        return new(number, RandomOf(seed, number), split, DatasetEncoder.Fit(dataset, split.Training));
    }

    /// <summary>Gives the split of a repeat without encoding anything.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="seed">The seed of the comparison.</param>
    /// <param name="number">The repeat, counted from 1.</param>
    /// <returns>The split.</returns>
    public static DataSplit SplitOf(Dataset dataset, ulong seed, int number) =>
        DataSplit.Create(dataset, RandomOf(seed, number).Fork("split"));

    /// <summary>Gives the generator that orders the batches: the same sequence for every loss.</summary>
    /// <returns>The generator, at its start.</returns>
    public SeededRandom BatchOrder() => _random.Fork("batches");

    /// <summary>Makes the model: the same hidden weights for every loss, and the same output weights for as many outputs as two losses share.</summary>
    /// <param name="hiddenUnits">The units of each hidden layer.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <returns>The model.</returns>
    public Sequential Model(IReadOnlyList<int> hiddenUnits, int outputs)
    {
        var weights = _random.Fork("weights");
        var layers = new List<Module>();
        var inputs = Training.FeatureCount;
        for (var i = 0; i < hiddenUnits.Count; i++)
        {
            layers.Add(new Linear(inputs, hiddenUnits[i], weights.Fork((ulong)i)));
            layers.Add(new Relu());
            inputs = hiddenUnits[i];
        }

        layers.Add(new Linear(inputs, outputs, weights.Fork((ulong)hiddenUnits.Count)));
        return new Sequential([.. layers]);
    }

    private static SeededRandom RandomOf(ulong seed, int number) => new SeededRandom(seed).Fork((ulong)number);
}
