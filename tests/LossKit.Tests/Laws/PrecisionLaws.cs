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
            Compare(@case, exact.Value.Values, rounded.Value.Values, $"{name}: value");
            foreach (var (input, gradient) in exact.Gradients!)
            {
                Compare(@case, gradient.Values, rounded.Gradients![input].Values, $"{name}: gradient of {input}");
            }

            foreach (var (input, second) in exact.Hessian ?? new Dictionary<string, NamedArray>(StringComparer.Ordinal))
            {
                Compare(@case, second.Values, rounded.Hessian![input].Values, $"{name}: hessian of {input}");
            }
        }
    }

    // A result that is a difference of larger ones is exact only in their size, for which the usual size of all results stands. In arrays a result may be
    // a sum over elements that cancel (a softmax pulled back), and few of them are large: there the largest stands for it.
    private static void Compare(LossCase @case, double[] exact, double[] rounded, string what)
    {
        var allowed = @case.Form == InputForm.Tensors ? FloatRounding.Allowed(exact, exact.Max(Math.Abs)) : FloatRounding.Allowed(exact);
        for (var i = 0; i < exact.Length; i++)
        {
            Bits.Close(exact[i], rounded[i], allowed[i], $"{what}[{i}]");
        }
    }
}
