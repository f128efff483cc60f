namespace LossKit;

/// <summary>Float agrees with double.</summary>
internal static class PrecisionChecks
{
    private const int Values = 300;

    /// <summary>Checks all results.</summary>
    /// <param name="subject">The loss.</param>
    /// <param name="findings">Receives what is off.</param>
    public static void Run(LawSubject subject, LawFindings findings)
    {
        // The samples are numbers that a float holds exactly.
        var sample = subject.Draw(Values);
        var exact = subject.Evaluate(sample);
        var rounded = subject.Evaluate(sample, Precision.Single);
        Compare("value in float", exact.Values, rounded.Values, subject.Share);
        Compare("gradient in float", exact.Gradient, rounded.Gradient, 1);
        Compare("hessian in float", exact.Hessian, rounded.Hessian, 1);

        void Compare(string part, double[] expected, double[] found, int share)
        {
            var allowed = FloatRounding.Allowed(expected);
            for (var i = 0; i < expected.Length; i++)
            {
                if (!(Math.Abs(expected[i] - found[i]) <= allowed[i]) && !expected[i].Equals(found[i]))
                {
                    findings.Add(part, i, expected[i], found[i], sample.Where(i * share));
                }
            }
        }
    }
}
