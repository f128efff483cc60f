namespace LossKit;

/// <summary>What changes no bit: what else is wanted, where an element lies, and what lies beside it.</summary>
internal static class BitChecks
{
    // More than four of the widest registers, and a rest.
    private const int Values = 67;

    /// <summary>Checks that asking for more changes nothing.</summary>
    /// <param name="subject">The loss.</param>
    /// <param name="findings">Receives what is off.</param>
    public static void Results(LawSubject subject, LawFindings findings)
    {
        var sample = subject.Draw(Values);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var everything = subject.Evaluate(sample, precision);
            var withGradient = subject.Evaluate(sample, precision, Answers.Value | Answers.Gradients);
            var alone = subject.Evaluate(sample, precision, Answers.Value);
            findings.AddDifferent(
                $"value without gradient ({precision})", everything.Values, alone.Values, index => sample.Where(index * subject.Share));
            findings.AddDifferent(
                $"value with gradient ({precision})", everything.Values, withGradient.Values, index => sample.Where(index * subject.Share));
            findings.AddDifferent($"gradient without hessian ({precision})", everything.Gradient, withGradient.Gradient, sample.Where);
        }
    }

    /// <summary>Checks that an element has its results alone and at any place.</summary>
    /// <param name="subject">The loss.</param>
    /// <param name="findings">Receives what is off.</param>
    public static void Neighbours(LawSubject subject, LawFindings findings)
    {
        var sample = subject.Draw(Values);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var whole = subject.Evaluate(sample, precision);
            for (var value = 0; value < Values; value++)
            {
                Compare(whole, value, subject.Evaluate(sample.Slice(value, 1, subject.Share), precision), $"alone ({precision})");
            }

            Compare(whole, 1, subject.Evaluate(sample.Slice(1, Values - 1, subject.Share), precision), $"one place before ({precision})");
        }

        void Compare(LawOutcome whole, int first, LawOutcome part, string how)
        {
            var predictions = first * subject.Share;
            AddShifted($"value {how}", whole.Values, first, part.Values, subject.Share);
            AddShifted($"gradient {how}", whole.Gradient, predictions, part.Gradient, 1);
            AddShifted($"hessian {how}", whole.Hessian, Math.Min(predictions, whole.Hessian.Length), part.Hessian, 1);
        }

        // Reported at its place in the sample, wherever it was computed.
        void AddShifted(string part, double[] whole, int first, double[] found, int share)
        {
            for (var i = 0; i < found.Length; i++)
            {
                if (!whole[first + i].Equals(found[i]))
                {
                    findings.Add(part, first + i, whole[first + i], found[i], sample.Where((first + i) * share));
                }
            }
        }
    }
}
