using BenchmarkDotNet.Attributes;

namespace LossKit.Benchmarks;

/// <summary>A step of <c>losskit compare</c>'s training: batch 256, 26 → 64 → 64 → 1, mse, Adam. 8.1 MFLOP, and nothing allocated.</summary>
[MemoryDiagnoser]
public class TrainingStep
{
    private const int Batch = 256, Features = 26;
    private readonly float[] _features = Numbers.Gaussian(Batch * Features, seed: 1);
    private readonly float[] _target = Numbers.Gaussian(Batch, seed: 2);
    private readonly Sequential _model;
    private readonly Adam _optimizer;
    private readonly MseLoss _loss = new();

    /// <summary>Initializes a new instance of the <see cref="TrainingStep"/> class.</summary>
    public TrainingStep()
    {
        var random = new SeededRandom(3);
        _model = new Sequential(
            new Linear(Features, 64, random), new Relu(), new Linear(64, 64, random), new Relu(), new Linear(64, 1, random));
        _optimizer = new Adam(_model.Parameters);
    }

    /// <summary>Forward pass and loss.</summary>
    [Benchmark]
    public float Forward()
    {
        using var scope = GraphScope.Begin();
        return _loss.Forward(_model.Forward(Variable.Constant(_features, [Batch, Features])), _target).ToScalar();
    }

    /// <summary>The whole step.</summary>
    [Benchmark]
    public float Step()
    {
        using var scope = GraphScope.Begin();
        Variable loss = _loss.Forward(_model.Forward(Variable.Constant(_features, [Batch, Features])), _target);
        loss.Backward();
        _optimizer.Step();
        _optimizer.ZeroGradients();
        return loss.ToScalar();
    }
}
