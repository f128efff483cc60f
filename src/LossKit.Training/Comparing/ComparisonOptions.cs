namespace LossKit;

/// <summary>How a comparison of losses is run. Everything here is part of what makes two runs the same.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The most hidden layers a model may have.</summary>
    public const int MaxLayers = 16;

    /// <summary>The most units a hidden layer may have.</summary>
    public const int MaxUnits = 8192;

    /// <summary>Gets the losses, each as it is written on a command line; empty for a sensible set for the task.</summary>
    public IReadOnlyList<string> Losses { get; init; } = [];

    /// <summary>Gets the units of each hidden layer; empty for a linear model.</summary>
    public IReadOnlyList<int> HiddenUnits { get; init; } = [64, 64];

    /// <summary>Gets the most passes over the training part.</summary>
    public int Epochs { get; init; } = 200;

    /// <summary>Gets how many epochs may pass without a better validation value before training stops.</summary>
    public int Patience { get; init; } = 20;

    /// <summary>Gets the rows of a batch; null for a hundredth of the training part, as a power of two between 32 and 256.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Gets Adam's learning rate.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Gets how often the whole race is repeated with other splits and weights.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>Gets what all random choices are made from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Gets the batch size for a training part.</summary>
    /// <param name="trainingRows">The rows of the training part.</param>
    /// <returns>The rows of a batch.</returns>
    public int BatchSizeFor(int trainingRows) =>
        BatchSize ?? (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(trainingRows / 100, 32, 256));

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="DataException">A number is out of range; the sentence names the option.</exception>
    public void Check()
    {
        InRange("--epochs", Epochs, 1, 1_000_000);
        InRange("--patience", Patience, 1, 1_000_000);
        InRange("--repeats", Repeats, 1, 1000);
        InRange("--batch-size", BatchSize ?? 1, 1, 1 << 20);
        InRange("The number of hidden layers in --model", HiddenUnits.Count, 0, MaxLayers);
        foreach (var units in HiddenUnits)
        {
            InRange("The number of units of a layer in --model", units, 1, MaxUnits);
        }

        if (LearningRate is not (> 0 and <= 10))
        {
            throw new DataException($"--learning-rate is {LearningRate:R}, but must be greater than 0 and at most 10.");
        }
    }

    private static void InRange(string option, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw new DataException($"{option} is {value}, but must be from {least} to {most}.");
        }
    }
}
