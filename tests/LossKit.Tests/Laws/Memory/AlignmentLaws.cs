using System.Numerics;

namespace LossKit.Tests;

/// <summary>A slice gives the bits of an array of its own, wherever it begins.</summary>
public sealed class AlignmentLaws
{
    private const int Offsets = 16;
    private const int Elements = 203;
    private const int Rows = 9;
    private const int Width = 37;

    [Theory]
    [MemberData(nameof(LossCases.Everything), MemberType = typeof(LossCases))]
    public void Every_slice_gives_the_bits_of_a_fresh_array(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = @case.HasRows ? @case.Sample(Rows, Width, seed: 91) : @case.Sample(Elements, Width, seed: 91);
        Compare<float>(@case, inputs);
        Compare<double>(@case, inputs);
    }

    private static void Compare<T>(LossCase @case, Dictionary<string, NamedArray> inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const Asked Everything = Asked.Gradient | Asked.Second | Asked.Each;
        var fresh = TypedCall<T>.Of(@case, inputs);
        fresh.Evaluate(Everything);
        for (var offset = 0; offset < Offsets; offset++)
        {
            var slice = TypedCall<T>.Of(@case, inputs, new SlicedPlacement(offset));
            slice.Evaluate(Everything);
            var difference = fresh.Difference(slice, Everything);
            Assert.True(difference is null, $"{@case} {typeof(T).Name}, {offset} elements in: {difference}");
        }
    }
}
