namespace LossKit;

/// <summary>Sum and mean are those of the single values.</summary>
internal static class ReductionChecks
{
    private const int Values = 1100;

    // Sums run in blocks, in another order than the plain sum here.
    private const double Roundings = 1e-13;

    /// <summary>Checks the reductions.</summary>
    /// <param name="subject">The loss.</param>
    /// <param name="findings">Receives what is off.</param>
    public static void Run(LawSubject subject, LawFindings findings)
    {
        var sample = subject.Draw(Values);
        var each = subject.Evaluate(sample);
        var fraction = subject.Evaluate(sample, call: LawCall.Fraction);
        var size = Roundings * each.Values.Sum(Math.Abs);
        Compare("sum", each.Values.Sum(), fraction.Total, size, 0);
        for (var i = 0; i < each.Gradient.Length; i++)
        {
            Compare("gradient of the sum", each.Gradient[i], fraction.Gradient[i], 0, i);
        }

        if (subject.Reduction == Reduction.None)
        {
            return;
        }

        var reduced = subject.Evaluate(sample, call: LawCall.Reduced);
        var divisor = subject.Reduction == Reduction.Mean ? fraction.Denominator : 1;
        Compare("reduced value", fraction.Total / divisor, reduced.Total, size / divisor, 0);
        for (var i = 0; i < each.Gradient.Length; i++)
        {
            Compare("reduced gradient", each.Gradient[i] / divisor, reduced.Gradient[i], Roundings * Math.Abs(each.Gradient[i] / divisor), i);
        }

        void Compare(string part, double expected, double found, double error, int index)
        {
            if (!(Math.Abs(expected - found) <= error) && !expected.Equals(found))
            {
                findings.Add(part, index, expected, found, sample.Where(index));
            }
        }
    }
}
