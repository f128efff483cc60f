using System.Numerics.Tensors;

namespace LossKit.Tests;

/// <summary>Without ε a box loss has no unit: boxes in another one have the same value, and the gradient by the unit.</summary>
public sealed class BoxUnitTests
{
    private static readonly double[] _prediction = [1, 2, 4, 6, 0, 0, 1, 1, 2, 2, 2, 2];
    private static readonly double[] _target = [2, 1, 5, 5, 2, 3, 4, 4, 1, 1, 3, 4];

    public static TheoryData<string, int> Units
    {
        get
        {
            var units = new TheoryData<string, int>();
            foreach (var loss in (string[])["box-iou", "giou", "diou", "ciou", "eiou"])
            {
                foreach (var exponent in (int[])[-1000, -600, -450, 450, 600, 1000])
                {
                    units.Add(loss, exponent);
                }
            }

            return units;
        }
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void Boxes_of_any_size_have_the_same_loss(string loss, int exponent)
    {
        var (values, gradient) = Evaluate(loss, 0, 0);
        var (scaledValues, scaledGradient) = Evaluate(loss, exponent, exponent);

        Assert.Equal(values, scaledValues);
        Assert.Equal(gradient.Select(slope => Math.ScaleB(slope, -exponent)), scaledGradient);
    }

    [Theory]
    [InlineData("box-iou")]
    [InlineData("giou")]
    public void Areas_have_a_unit_for_each_axis(string loss)
    {
        var (values, gradient) = Evaluate(loss, 0, 0);
        var (scaledValues, scaledGradient) = Evaluate(loss, 700, -700);

        Assert.Equal(values, scaledValues);
        Assert.Equal(gradient.Select((slope, i) => Math.ScaleB(slope, i % 2 == 0 ? -700 : 700)), scaledGradient);
    }

    [Theory]
    [InlineData("diou")]
    [InlineData("ciou")]
    public void Areas_do_not_vanish_beside_lengths(string loss)
    {
        // Of distances and sides nothing is left along the axis that is smaller by 2^1400, of the overlap all.
        var (plain, _) = Evaluate("box-iou", 0, 0);
        var (along, _) = Evaluate(loss, 0, -300);
        var (scaled, _) = Evaluate(loss, 700, -700);

        Assert.True(along[0] > plain[0]);
        for (var i = 0; i < scaled.Length; i++)
        {
            Bits.Close(along[i], scaled[i], 1e-14, $"value {i}");
        }
    }

    [Fact]
    public void An_epsilon_stays_an_area()
    {
        // Areas of 2^-1996 are nothing beside 1e-7.
        var (values, gradient) = Evaluate("box-iou:epsilon=1e-7", -1000, -1000);

        Assert.All(values, value => Assert.Equal(1, value));
        Assert.All(gradient, slope => Assert.True(Math.Abs(slope) < 1e-290));
    }

    private static (double[] Values, double[] Gradient) Evaluate(string loss, int exponentX, int exponentY)
    {
        double[] Scaled(double[] boxes) => [.. boxes.Select((edge, i) => Math.ScaleB(edge, i % 2 == 0 ? exponentX : exponentY))];
        var (values, gradient) = (new double[_target.Length / 4], new double[_target.Length]);
        nint[] shape = [values.Length, 4];
        var text = loss.Contains(':', StringComparison.Ordinal) ? loss : loss + ":epsilon=0";
        ((BoxLoss)LossCatalog.Parse(text + ":reduction=none")).Evaluate(
            new ReadOnlyTensorSpan<double>(Scaled(_prediction), shape, []),
            new ReadOnlyTensorSpan<double>(Scaled(_target), shape, []),
            new TensorSpan<double>(gradient, shape, []),
            values: values);
        return (values, gradient);
    }
}
