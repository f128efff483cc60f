namespace LossKit.Tests;

/// <summary>A loss with what it is given, named so that a failed test says which.</summary>
internal sealed class ExaminationCase(string name, Loss loss)
{
    private readonly Dictionary<string, NamedArray> _inputs = new(StringComparer.Ordinal);

    public ExaminationCase(string name, string loss)
        : this(name, LossCatalog.Parse(loss))
    {
    }

    public ExaminationOptions Options { get; init; } = new();

    /// <summary>Gets the codes that are expected; none for a clean case.</summary>
    public FindingCode[] Expected { get; init; } = [];

    public ExaminationCase With(string input, double[] values, params int[] shape) =>
        With(input, new NamedArray(values, shape.Length == 0 ? [values.Length] : shape));

    public ExaminationCase With(string input, NamedArray array)
    {
        _inputs[input] = array;
        return this;
    }

    public ExaminationCase Pair(double[] prediction, double[] target) => With("prediction", prediction).With("target", target);

    public ExaminationCase Classes(double[] prediction, int classes, double[] target) =>
        With("prediction", prediction, prediction.Length / classes, classes).With("target", target);

    public IReadOnlyList<Finding> Examine() => LossDoctor.Examine(loss, _inputs, Options);

    public override string ToString() => name;
}
