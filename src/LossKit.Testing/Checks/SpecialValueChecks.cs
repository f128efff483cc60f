namespace LossKit;

/// <summary>NaN, infinities, zeros and subnormal numbers.</summary>
internal static class SpecialValueChecks
{
    private const int Values = 37;

    /// <summary>Checks that a NaN stays where it is and is not lost.</summary>
    /// <param name="subject">The loss.</param>
    /// <param name="findings">Receives what is off.</param>
    public static void NotANumber(LawSubject subject, LawFindings findings)
    {
        var sample = subject.Draw(Values);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var plain = subject.Evaluate(sample, precision);

            // One inside a register, one in the rest.
            foreach (var index in (int[])[1, sample.Prediction.Length - 1])
            {
                Compare(
                    plain, subject.Evaluate(sample.WithPrediction(index, double.NaN), precision), index / subject.Share,
                    other => subject.IsReached(index, other), $"with prediction[{index}] NaN ({precision})");
            }

            foreach (var value in subject.AreTargetsNumbers ? (int[])[1, Values - 1] : [])
            {
                Compare(
                    plain, subject.Evaluate(sample.WithTarget(value, double.NaN), precision), value,
                    other => other / subject.Share == value, $"with target[{value}] NaN ({precision})");
            }
        }

        void Compare(LawOutcome plain, LawOutcome found, int value, Predicate<int> isReached, string how)
        {
            Add($"value {how}", plain.Values, found.Values, index => index == value, subject.Share);
            Add($"gradient {how}", plain.Gradient, found.Gradient, isReached, 1);
        }

        void Add(string part, double[] plain, double[] found, Predicate<int> isReached, int share)
        {
            var expected = plain.Select((number, index) => isReached(index) ? double.NaN : number).ToArray();
            findings.AddDifferent(part, expected, found, index => sample.Where(index * share));
        }
    }

    /// <summary>Checks that far predictions give numbers.</summary>
    /// <param name="subject">The loss.</param>
    /// <param name="findings">Receives what is off.</param>
    public static void Infinities(LawSubject subject, LawFindings findings)
    {
        var sample = subject.Draw(Values);
        foreach (var number in subject.FarPredictions.Where(subject.Predictions.Contains))
        {
            var far = sample with { Prediction = [.. sample.Prediction.Select((old, index) => index % subject.Share == 0 ? number : old)] };
            foreach (var precision in Enum.GetValues<Precision>())
            {
                var outcome = subject.Evaluate(far, precision);
                AddUnless(double.IsNaN, outcome, far, $"({precision})");
            }
        }

        void AddUnless(Predicate<double> isWrong, LawOutcome outcome, LawSample far, string how) =>
            AddWrong(findings, isWrong, outcome, far, subject.Share, how);
    }

    /// <summary>Checks that small numbers give finite results.</summary>
    /// <param name="subject">The loss.</param>
    /// <param name="findings">Receives what is off.</param>
    public static void Zeros(LawSubject subject, LawFindings findings)
    {
        var sample = subject.Draw(Values);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            Check(subject.Predictions, number => sample.WithPredictions(number), "prediction");
            if (subject.AreTargetsNumbers)
            {
                Check(subject.Targets, number => sample.WithTargets(number), "target");
                CheckEqual(sample);
                CheckEqual(sample.WithTargets(0));
            }

            // Where the error is 0, a quotient of errors is 0/0.
            void CheckEqual(LawSample drawn)
            {
                var equal = drawn with { Prediction = [.. drawn.Prediction.Select((_, index) => drawn.Target[index / subject.Share])] };
                if (equal.Prediction.All(subject.Predictions.Contains) && equal.Target.All(subject.Targets.Contains))
                {
                    AddWrong(
                        findings, number => !double.IsFinite(number), subject.Evaluate(equal, precision), equal, subject.Share, $"({precision})");
                }
            }

            void Check(Domain domain, Func<double, LawSample> with, string input)
            {
                foreach (var small in (double[])[0, 4.9e-324, -4.9e-324, 1e-40, -1e-40, 1e-310])
                {
                    if (domain.Contains(small))
                    {
                        AddWrong(
                            findings, number => !double.IsFinite(number), subject.Evaluate(with(small), precision), with(small),
                            subject.Share, $"({precision})");
                    }
                }

                if (domain.Contains(0))
                {
                    var positive = subject.Evaluate(with(0.0), precision);
                    var negative = subject.Evaluate(with(-0.0), precision);
                    AddSigns($"value of a {input} of -0 ({precision})", positive.Values, negative.Values);
                    AddSigns($"gradient of a {input} of -0 ({precision})", positive.Gradient, negative.Gradient);
                }
            }
        }

        // Results may be zeros of either sign themselves.
        void AddSigns(string part, double[] positive, double[] negative)
        {
            for (var i = 0; i < positive.Length; i++)
            {
                if (positive[i] != negative[i] && !(double.IsNaN(positive[i]) && double.IsNaN(negative[i])))
                {
                    findings.Add(part, i, positive[i], negative[i], sample.Where(i * (sample.Prediction.Length / positive.Length)));
                }
            }
        }
    }

    private static void AddWrong(
        LawFindings findings, Predicate<double> isWrong, LawOutcome outcome, LawSample sample, int share, string how)
    {
        Add("value", outcome.Values, share);
        Add("gradient", outcome.Gradient, 1);
        Add("hessian", outcome.Hessian, 1);

        void Add(string part, double[] numbers, int predictions)
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                if (isWrong(numbers[i]))
                {
                    findings.AddWrong($"{part} {how}", i, numbers[i], sample.Where(i * predictions));
                }
            }
        }
    }
}
