using System.Globalization;

namespace LossKit;

/// <summary>Predictions and targets that a law is tried on.</summary>
/// <param name="Prediction">The predictions.</param>
/// <param name="Target">The targets; class indices as numbers.</param>
internal sealed record LawSample(double[] Prediction, double[] Target)
{
    /// <summary>Gives the sample with one prediction replaced.</summary>
    /// <param name="index">Its index.</param>
    /// <param name="number">The number to put there.</param>
    /// <returns>A new sample.</returns>
    public LawSample WithPrediction(int index, double number) => this with { Prediction = Replace(Prediction, index, number) };

    /// <summary>Gives the sample with one target replaced.</summary>
    /// <param name="index">Its index.</param>
    /// <param name="number">The number to put there.</param>
    /// <returns>A new sample.</returns>
    public LawSample WithTarget(int index, double number) => this with { Target = Replace(Target, index, number) };

    /// <summary>Gives the sample with all predictions alike.</summary>
    /// <param name="number">The number.</param>
    /// <returns>A new sample.</returns>
    public LawSample WithPredictions(double number) => this with { Prediction = Array.ConvertAll(Prediction, _ => number) };

    /// <summary>Gives the sample with all targets alike.</summary>
    /// <param name="number">The number.</param>
    /// <returns>A new sample.</returns>
    public LawSample WithTargets(double number) => this with { Target = Array.ConvertAll(Target, _ => number) };

    /// <summary>Gives some neighbouring targets with their predictions.</summary>
    /// <param name="first">The first target.</param>
    /// <param name="count">How many.</param>
    /// <param name="share">How many predictions belong to a target.</param>
    /// <returns>A new sample.</returns>
    public LawSample Slice(int first, int count, int share) =>
        new(Prediction.AsSpan(first * share, count * share).ToArray(), Target.AsSpan(first, count).ToArray());

    /// <summary>Says what an element is.</summary>
    /// <param name="prediction">The index of the prediction.</param>
    /// <returns>The words: "where prediction is 0.5 and target 1".</returns>
    public string Where(int prediction)
    {
        var target = Target[prediction / (Prediction.Length / Target.Length)];
        return string.Create(CultureInfo.InvariantCulture, $"where prediction is {Prediction[prediction]:R} and target {target:R}");
    }

    private static double[] Replace(double[] numbers, int index, double number)
    {
        var changed = (double[])numbers.Clone();
        changed[index] = number;
        return changed;
    }
}
