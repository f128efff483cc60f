namespace LossKit;

/// <summary>Weights of one and a mask of all are like none; a weight of 0, or a mask, removes.</summary>
internal static class WeightChecks
{
    private const int Values = 37;
    private const int Removed = 5;

    /// <summary>Checks weights and masks.</summary>
    /// <param name="subject">The loss.</param>
    /// <param name="findings">Receives what is off.</param>
    public static void Run(LawSubject subject, LawFindings findings)
    {
        var sample = subject.Draw(Values);
        var mask = Enumerable.Repeat(true, Values).ToArray();
        Compare(subject.Evaluate(sample), subject.Evaluate(sample, mask: mask), "with a mask of all", sample);
        mask[Removed] = false;
        CheckRemoval(subject.Evaluate(sample, mask: mask), number => subject.Evaluate(Poisoned(number), mask: mask), "masked");
        if (!subject.TakesWeights)
        {
            return;
        }

        var weights = Enumerable.Repeat(1.0, sample.Prediction.Length).ToArray();
        Compare(subject.Evaluate(sample), subject.Evaluate(sample, weight: weights), "with weights of 1", sample);
        weights.AsSpan(Removed * subject.Share, subject.Share).Clear();
        CheckRemoval(subject.Evaluate(sample, weight: weights), number => subject.Evaluate(Poisoned(number), weight: weights), "with a weight of 0");

        LawSample Poisoned(double number) => sample.WithPrediction(Removed * subject.Share, number);

        void CheckRemoval(LawOutcome expected, Func<double, LawOutcome> evaluate, string how)
        {
            foreach (var number in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300])
            {
                var found = evaluate(number);
                Compare(expected, found, how, sample);
                if (found.Values[Removed] != 0 || found.Gradient[Removed * subject.Share] != 0)
                {
                    findings.Add($"value {how}", Removed, 0, found.Values[Removed], sample.Where(Removed * subject.Share));
                }
            }
        }

        void Compare(LawOutcome expected, LawOutcome found, string how, LawSample of)
        {
            findings.AddDifferent($"value {how}", expected.Values, found.Values, index => of.Where(index * subject.Share));
            findings.AddDifferent($"gradient {how}", expected.Gradient, found.Gradient, of.Where);
        }
    }
}
