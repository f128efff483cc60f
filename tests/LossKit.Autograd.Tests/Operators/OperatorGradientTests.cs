namespace LossKit.Tests;

public sealed class OperatorGradientTests
{
    private static readonly Shape[] Shapes = [[], [1], [7], [33], [3, 5], [2, 3, 4], [4, 1, 9]];

    private static readonly (Shape Left, Shape Right)[] BroadcastShapes =
    [
        ([3, 5], [3, 5]), ([3, 5], [5]), ([5], [3, 5]), ([3, 1], [3, 5]), ([3, 5], [3, 1]), ([3, 5], []), ([], [3, 5]),
        ([3, 1], [1, 5]), ([2, 3, 4], [3, 1]), ([2, 1, 4], [3, 1]), ([1], [1]), ([], []), ([37], [37]), ([2, 19], [19]),
        ([4, 1, 2, 3], [5, 1, 3]), ([1, 20], [3, 20]),
    ];

    public static TheoryData<string> UnaryNames => [.. Unary.Keys];

    public static TheoryData<string> BinaryNames => [.. Binary.Keys];

    public static TheoryData<string> AxisNames => [.. ByAxis.Keys];

    public static TheoryData<string> ChoosingNames => [.. Choosing.Keys];

    private static Dictionary<string, Func<Variable, Variable>> Unary { get; } = new(StringComparer.Ordinal)
    {
        ["negate"] = x => -x,
        ["exp"] = x => x.Exp(),
        ["log"] = x => x.Abs().Log(),
        ["sqrt"] = x => x.Abs().Sqrt(),
        ["pow 2"] = x => x.Pow(2),
        ["pow 3"] = x => x.Pow(3),
        ["pow 0"] = x => x.Pow(0) + x,
        ["pow -1.5"] = x => x.Abs().Pow(-1.5f),
        ["abs"] = x => x.Abs(),
        ["relu"] = x => x.Relu(),
        ["sigmoid"] = x => x.Sigmoid(),
        ["tanh"] = x => x.Tanh(),
        ["softplus"] = x => x.Softplus(),
        ["sum"] = x => x.Sum(),
        ["mean"] = x => x.Mean(),
        ["max"] = x => x.Max(),
        ["min"] = x => x.Min(),
        ["reshape"] = x => x.Reshape([x.Length, 1]),
        ["scalars"] = x => (2 - ((((3 * x) + 1) - 0.5f) / 4)) * 5 / (x.Abs() + 1) + (2 / (x.Abs() + 1)),
        ["a variable used twice"] = x => (x * x) + x.Exp() - x,
        ["where"] = x => Variable.Where(x > 0f, x.Exp(), x.Pow(2)),
    };

    private static Dictionary<string, Func<Variable, Variable, Variable>> Binary { get; } = new(StringComparer.Ordinal)
    {
        ["add"] = (x, y) => x + y,
        ["subtract"] = (x, y) => x - y,
        ["multiply"] = (x, y) => x * y,
        ["divide"] = (x, y) => x / y,
    };

    private static Dictionary<string, Func<Variable, Variable, Variable>> Choosing { get; } = new(StringComparer.Ordinal)
    {
        ["max"] = Variable.Max,
        ["min"] = Variable.Min,
        ["where"] = (x, y) => Variable.Where(x > y, x * 2, y),
        ["clamp"] = (x, y) => x.Clamp(-1.05f, 0.95f) * y,
    };

    private static Dictionary<string, Func<Variable, int, Variable>> ByAxis { get; } = new(StringComparer.Ordinal)
    {
        ["sum"] = (x, axis) => x.Sum(axis),
        ["sum, kept"] = (x, axis) => x * x.Sum(axis, ReducedAxis.Keep),
        ["mean"] = (x, axis) => x.Mean(axis),
        ["max"] = (x, axis) => x.Max(axis),
        ["max, kept"] = (x, axis) => x - x.Max(axis, ReducedAxis.Keep),
        ["min"] = (x, axis) => x.Min(axis),
        ["concatenate"] = (x, axis) => Variable.Concatenate(axis, x, x.Exp(), x),
        ["transpose"] = (x, axis) => x.Transpose(axis, -1) * x.Exp().Transpose(-1, axis),
    };

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void Functions_of_one_variable(string name)
    {
        foreach (Shape shape in Shapes)
        {
            AssertRight(inputs => Unary[name](inputs[0]), [TestData.Signed(shape)], $"{name} {shape}");
        }
    }

    [Theory]
    [MemberData(nameof(BinaryNames))]
    public void Functions_of_two_variables_with_broadcasting(string name)
    {
        foreach ((Shape left, Shape right) in BroadcastShapes)
        {
            Variable x = TestData.Signed(left, 1), y = TestData.Signed(right, 2);
            AssertRight(inputs => Binary[name](inputs[0], inputs[1]), [x, y], $"{name} {left} {right}");
        }
    }

    [Theory]
    [MemberData(nameof(ChoosingNames))]
    public void Functions_that_choose_between_two_values(string name)
    {
        foreach ((Shape left, Shape right) in BroadcastShapes)
        {
            Variable x = TestData.Grid(left), y = TestData.Grid(right, offset: 0.25f);
            AssertRight(inputs => Choosing[name](inputs[0], inputs[1]), [x, y], $"{name} {left} {right}");
        }
    }

    [Theory]
    [MemberData(nameof(AxisNames))]
    public void Functions_along_an_axis(string name)
    {
        foreach (Shape shape in (Shape[])[[7], [3, 5], [2, 3, 4], [4, 1, 9]])
        {
            for (int axis = -shape.Rank; axis < shape.Rank; axis++)
            {
                int along = axis;
                AssertRight(inputs => ByAxis[name](inputs[0], along), [TestData.Signed(shape)], $"{name} {shape} axis {axis}");
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 5, 4)]
    [InlineData(7, 1, 17)]
    public void Matrix_products_and_linear_maps(int rows, int inner, int columns)
    {
        Variable left = TestData.Signed([rows, inner]), right = TestData.Signed([inner, columns], 2);
        AssertRight(inputs => inputs[0].MatrixMultiply(inputs[1]), [left, right], "matrix product");
        Variable weight = TestData.Signed([columns, inner], 3), bias = TestData.Signed([columns], 4);
        AssertRight(inputs => inputs[0].Linear(inputs[1], inputs[2]), [left, weight, bias], "linear");
        AssertRight(inputs => inputs[0].Linear(inputs[1]), [left, weight], "linear without bias");
        AssertRight(inputs => inputs[0].Linear(inputs[1], inputs[2]), [TestData.Signed([inner]), weight, bias], "linear of one row");
        AssertRight(
            inputs => inputs[0].Linear(inputs[1], inputs[2]) + (inputs[0] * 2).Linear(inputs[1], inputs[2]), [left, weight, bias], "shared weights");
    }

    [Fact]
    public void Row_operators()
    {
        foreach (Shape shape in (Shape[])[[7], [3, 5], [2, 3, 4]])
        {
            AssertRight(inputs => inputs[0].LogSoftmax(), [TestData.Signed(shape)], $"log-softmax {shape}");
            AssertRight(inputs => inputs[0].Normalise(), [TestData.Signed(shape)], $"normalise {shape}");
        }
    }

    [Fact]
    public void Indexing()
    {
        Variable x = TestData.Signed([4, 3]), cube = TestData.Signed([2, 3, 4]);
        AssertRight(inputs => inputs[0].Gather([2, 0, 1, 1]), [x], "gather");
        AssertRight(inputs => inputs[0].Gather([3, 0, 3], axis: 0), [x], "gather along the first axis");
        AssertRight(inputs => inputs[0].Gather([0, 2, 1, 0, 1, 1, 2, 0], axis: 1), [cube], "gather along the middle axis");
        AssertRight(inputs => inputs[0].IndexRows([3, 0, 3]), [x], "index rows");
        AssertRight(inputs => inputs[0].SliceRows(1, 2), [x], "slice rows");
        AssertRight(inputs => inputs[0].Transpose(), [x], "transpose");
        AssertRight(inputs => inputs[0].Transpose(0, 2), [cube], "transpose of outer axes");
    }

    [Fact]
    public void Distances()
    {
        Variable x = TestData.Signed([4, 3], 1), y = TestData.Signed([4, 3], 2), z = TestData.Signed([5, 3], 3);
        AssertRight(inputs => Variable.PairwiseDistance(inputs[0], inputs[1]), [x, y], "pairwise distance");
        AssertRight(inputs => Variable.DistanceMatrix(inputs[0], inputs[1]), [x, z], "distance matrix");
    }

    private static void AssertRight(VariableFunction function, Variable[] inputs, string name)
    {
        GradientCheckResult result = GradientCheck.Run(function, inputs);
        Assert.True(result.IsPassed, $"{name}: {result}");
        Assert.Equal(inputs.Sum(input => input.Length), result.Elements);
    }
}
