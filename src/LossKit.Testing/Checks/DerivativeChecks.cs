namespace LossKit;

/// <summary>The gradient is the derivative of the value, and the Hessian that of the gradient.</summary>
internal static class DerivativeChecks
{
    private const int Values = 40;

    /// <summary>Checks the gradient.</summary>
    /// <param name="subject">The loss.</param>
    /// <param name="findings">Receives what is off.</param>
    public static void Gradient(LawSubject subject, LawFindings findings)
    {
        var sample = subject.Draw(Values);
        Report(sample, subject.Evaluate(sample).Gradient, "gradient", findings, (index, number) =>
            subject.Evaluate(sample.WithPrediction(index, number), wanted: Answers.Value).Values[index / subject.Share]);
    }

    /// <summary>Checks the Hessian.</summary>
    /// <param name="subject">The loss.</param>
    /// <param name="findings">Receives what is off.</param>
    public static void Hessian(LawSubject subject, LawFindings findings)
    {
        if (subject.HasHessian)
        {
            var sample = subject.Draw(Values);
            Report(sample, subject.Evaluate(sample).Hessian, "hessian", findings, (index, number) =>
                subject.Evaluate(sample.WithPrediction(index, number), wanted: Answers.Gradients).Gradient[index]);
        }
    }

    private static void Report(
        LawSample sample, double[] derivatives, string part, LawFindings findings, Func<int, double, double> function)
    {
        var finding = Differences.Compare(derivatives, sample.Prediction, function);
        foreach (var (index, expected) in finding.Off)
        {
            findings.Add(part, index, expected, derivatives[index], sample.Where(index));
        }

        if (!finding.IsEnough)
        {
            findings.AddTooFew(part, finding.Checked, derivatives.Length);
        }
    }
}
