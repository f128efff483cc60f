namespace LossKit.Tests;

/// <summary>A sum of losses is a loss: for every loss of the catalogue, a quarter of it and three quarters of it are the loss itself.</summary>
public sealed class SumLaws
{
    private const double DoubleRounding = 1.0 / (1L << 52);
    private const double FloatRounding = 1.0 / (1 << 23);

    public static TheoryData<string> Summable => LossCases.Where(@case =>
        @case.Form != InputForm.ClassProbabilities && @case.Make() is MatchedLoss or ClassLoss);

    public static TheoryData<string> Tensors => LossCases.Tensors;

    [Theory]
    [MemberData(nameof(Summable))]
    [MemberData(nameof(Tensors))]
    public void A_loss_cut_in_two_terms_is_itself(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = @case.Sample(203, 5, seed: 301);
        var given = inputs.Where(input => !IsFixed(@case, input.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var reduction in @case.Card.Reductions.DefaultIfEmpty(Reduction.Mean))
        {
            var loss = @case.Make(inputs, reduction);
            var sum = LossArithmetic.Sum(new LossTerm(0.25, loss), new(0.75, loss));
            foreach (var precision in Enum.GetValues<Precision>())
            {
                var expected = loss.Evaluate(given, precision, @case.Everything);
                var found = sum.Evaluate(given, precision, @case.Everything);
                var rounding = precision == Precision.Single ? FloatRounding : DoubleRounding;
                Compare(@case, expected.Value.Values, found.Value.Values, rounding, $"{name} {reduction} {precision}: value");
                foreach (var (input, gradient) in expected.Gradients!)
                {
                    Compare(@case, gradient.Values, found.Gradients![input].Values, rounding, $"{name} {reduction} {precision}: gradient of {input}");
                }

                foreach (var (input, second) in expected.Hessian ?? new Dictionary<string, NamedArray>(StringComparer.Ordinal))
                {
                    Compare(@case, second.Values, found.Hessian![input].Values, rounding, $"{name} {reduction} {precision}: hessian of {input}");
                }
            }
        }
    }

    // What is fixed when a loss is made is no input of a sum of made losses.
    private static bool IsFixed(LossCase @case, string input) =>
        @case.Card.Inputs.Single(known => known.Name == input).Role == InputRole.ClassWeight;

    // A gradient is the sum of two roundings. Of arrays, where rows pull at each other, one is the sum of terms that cancel, each rounded in its own
    // size, for which the largest gradient stands.
    private static void Compare(LossCase @case, double[] expected, double[] found, double rounding, string what)
    {
        var isTensor = @case.Form == InputForm.Tensors;
        var usual = expected.Length == 0 ? 0 : isTensor ? expected.Max(Math.Abs) : expected.Average(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            Bits.Close(expected[i], found[i], (isTensor ? 16 : 4) * rounding * (Math.Abs(expected[i]) + usual), $"{what}[{i}]");
        }
    }
}
