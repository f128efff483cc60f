namespace LossKit.Tests;

public sealed class OperatorErrorTests
{
    [Fact]
    public void Shapes_that_do_not_broadcast_are_named()
    {
        var exception = Assert.Throws<ArgumentException>(() => Zeros([2, 3]) + Zeros([2]));
        Assert.StartsWith(
            "The shapes [2, 3] and [2] do not fit together: axis -1 has the lengths 3 and 2; they must be equal or one of them 1.",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_that_do_not_multiply_are_named()
    {
        var exception = Assert.Throws<ArgumentException>(() => Zeros([2, 3]).MatrixMultiply(Zeros([2, 3])));
        Assert.StartsWith("The shapes [2, 3] and [2, 3] cannot be multiplied; [N, K] and [K, M] can.", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Zeros([2, 3]).Linear(Zeros([3, 2])));
        Assert.Throws<ArgumentException>(() => Zeros([2, 3]).Linear(Zeros([4, 3]), Zeros([3])));
    }

    [Fact]
    public void An_index_outside_is_named_with_its_position()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Zeros([2, 3]).Gather([0, 3]));
        Assert.StartsWith("Index 1 is 3, but the axis has the length 3; write 0 to 2.", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Zeros([2, 3]).Gather([0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Zeros([2, 3]).IndexRows([2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Zeros([2, 3]).SliceRows(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Zeros([2, 3]).Sum(2));
    }

    [Fact]
    public void Other_misfits_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Zeros([2, 3]).Reshape([5]));
        Assert.Throws<ArgumentException>(() => Zeros([2, 3]).Clamp(1, 0));
        Assert.Throws<ArgumentException>(() => Variable.Concatenate(0, Zeros([2, 3]), Zeros([2, 2])));
        Assert.Throws<ArgumentException>(() => Variable.Concatenate(0));
        Assert.Throws<ArgumentException>(() => Variable.DistanceMatrix(Zeros([2, 3]), Zeros([2, 2])));
        Assert.Throws<ArgumentException>(() => Variable.PairwiseDistance(Zeros([2, 3]), Zeros([3, 3])));
        Assert.Throws<InvalidOperationException>(() => Zeros([2, 3, 4]).Transpose());
        Assert.Throws<ArgumentException>(() => Variable.Constant([1, 2], [3]));
    }

    private static Variable Zeros(Shape shape) => Variable.Constant(new float[shape.Length], shape);
}
