namespace LossKit.Tests;

/// <summary>A NaN anywhere in the inputs gives a NaN value, and NaN in the gradients of its own element or row alone.</summary>
public sealed class NaNLaws
{
    private const int Rows = 37;
    private const int Width = 5;

    [Theory]
    [MemberData(nameof(LossCases.Names), MemberType = typeof(LossCases))]
    public void NaN_stays_in_its_element_or_row(string name)
    {
        var @case = LossCases.Find(name);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var inputs = @case.Sample(Rows, Width, seed: 91);
            foreach (var input in @case.Card.Inputs.Where(input => IsNumberEach(@case, inputs, input)))
            {
                foreach (var index in Picks(@case, inputs, input.Name))
                {
                    Check(@case, inputs, input.Name, index, precision);
                }
            }
        }
    }

    private static void Check(LossCase @case, Dictionary<string, NamedArray> inputs, string input, int index, Precision precision)
    {
        var what = $"{@case} {precision}, {input}[{index}] NaN";
        var plain = @case.Evaluate(inputs, precision: precision);
        var answer = @case.Evaluate(inputs.With(input, index, double.NaN), precision: precision);
        Assert.True(double.IsNaN(answer.Value.Values[0]), $"{what}: the value is {answer.Value.Values[0]}");

        // A loss that has no reduction is one root of everything: all its gradients depend on the element.
        var isCoupled = @case.Card.Reductions.Count == 0;
        foreach (var (of, gradient) in answer.Gradients!)
        {
            Compare(gradient.Values, plain.Gradients![of].Values, $"{what}: gradient of {of}");
        }

        void Compare(double[] found, double[] expected, string part)
        {
            for (var i = 0; i < found.Length; i++)
            {
                var isOwn = isCoupled || IsReached(@case, inputs, input, index, i);
                Assert.True(
                    isOwn ? double.IsNaN(found[i]) : found[i].Equals(expected[i]),
                    $"{part}[{i}] is {found[i]}, but must be {(isOwn ? double.NaN : expected[i])}");
            }
        }
    }

    // Class indices are whole numbers, and weights of classes belong to the loss.
    private static bool IsNumberEach(LossCase @case, Dictionary<string, NamedArray> inputs, LossInput input) =>
        inputs.ContainsKey(input.Name)
        && input.Role != InputRole.ClassWeight
        && (input.Role != InputRole.Target || @case.Form != InputForm.ClassIndices);

    // One in the first register, one in the tail; in rows whose target counts.
    private static IEnumerable<int> Picks(LossCase @case, Dictionary<string, NamedArray> inputs, string input)
    {
        var indices = Enumerable.Range(0, inputs[input].Values.Length).Where(IsCounted).ToArray();
        return [indices[1], indices[2], indices[^1]];

        bool IsCounted(int index) => @case.Form != InputForm.ClassIndices
            || inputs["target"].Values[RowOf(@case, index)] != @case.IgnoreIndex;
    }

    private static int RowOf(LossCase @case, int index)
    {
        var positions = Math.Max(1, @case.Positions);
        return (index / (Width * positions) * positions) + (index % positions);
    }

    // A target reaches all its columns, a prediction only its own element.
    private static bool IsReached(LossCase @case, Dictionary<string, NamedArray> inputs, string input, int from, int prediction)
    {
        if (@case.IsByClass)
        {
            return RowOf(@case, from) == RowOf(@case, prediction);
        }

        var columns = inputs["prediction"].Values.Length / inputs[input].Values.Length;
        return prediction / columns == from;
    }
}
