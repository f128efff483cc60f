namespace LossKit.Tests;

/// <summary>Float and double give the same results, as far as a float can hold them.</summary>
public sealed class PrecisionLaws
{
    [Theory]
    [MemberData(nameof(LossCases.Everything), MemberType = typeof(LossCases))]
    public void Float_agrees_with_double(string name)
    {
        var @case = LossCases.Find(name);
        foreach (var (rows, width) in ((int, int)[])[(300, 5), (40, 70)])
        {
            // The samples are numbers that a float holds exactly.
            var inputs = @case.Sample(rows, width, seed: 31);
            var exact = @case.Evaluate(inputs, Reduction.None);
            var rounded = @case.Evaluate(inputs, Reduction.None, Precision.Single);
            Compare(exact.Value.Values, rounded.Value.Values, $"{name}: value");
            foreach (var (input, gradient) in exact.Gradients!)
            {
                Compare(gradient.Values, rounded.Gradients![input].Values, $"{name}: gradient of {input}");
            }

            foreach (var (input, second) in exact.Hessian ?? new Dictionary<string, NamedArray>(StringComparer.Ordinal))
            {
                Compare(second.Values, rounded.Hessian![input].Values, $"{name}: hessian of {input}");
            }
        }
    }

    private static void Compare(double[] exact, double[] rounded, string what)
    {
        var allowed = FloatRounding.Allowed(exact);
        for (var i = 0; i < exact.Length; i++)
        {
            Bits.Close(exact[i], rounded[i], allowed[i], $"{what}[{i}]");
        }
    }
}
