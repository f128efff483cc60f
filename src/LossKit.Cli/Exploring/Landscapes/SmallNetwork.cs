namespace LossKit.Cli;

/// <summary>A network of a hidden layer, trained on a few points of a wave with outliers among them until it hardly changes.</summary>
internal sealed class SmallNetwork
{
    private const int Rows = 48;
    private const int Hidden = 12;
    private const int Steps = 800;
    private const int OutlierEvery = 12;
    private const float LearningRate = 2e-2f;

    private readonly Sequential _model;
    private readonly MatchedLoss _loss;
    private readonly float[] _inputs = new float[Rows];
    private readonly float[] _targets = new float[Rows];

    private SmallNetwork(MatchedLoss loss, SeededRandom random)
    {
        _loss = loss;
        _model = new(new Linear(1, Hidden, random), new Tanh(), new Linear(Hidden, 1, random));
        for (var row = 0; row < Rows; row++)
        {
            var x = (2.0 * row / (Rows - 1)) - 1;
            _inputs[row] = (float)x;
            _targets[row] = (float)(Math.Sin(3 * x) + (0.1 * random.NextGaussian()) + (row % OutlierEvery == OutlierEvery - 1 ? 2 : 0));
        }
    }

    /// <summary>Gets the parameters.</summary>
    public IReadOnlyList<NamedParameter> Parameters => _model.Parameters;

    /// <summary>Trains a network.</summary>
    /// <param name="loss">The loss; it takes any numbers.</param>
    /// <param name="seed">What weights and noise are drawn from.</param>
    /// <returns>The network at its minimum.</returns>
    public static SmallNetwork Train(MatchedLoss loss, ulong seed)
    {
        var network = new SmallNetwork(loss, new SeededRandom(seed));
        var optimizer = new Adam(network.Parameters, LearningRate);
        for (var step = 0; step < Steps; step++)
        {
            // Smaller and smaller steps end in the minimum and not around it.
            optimizer.LearningRate = LearningRate * (1 - ((float)step / Steps));
            using var scope = GraphScope.Begin();
            network.Forward().Backward();
            optimizer.Step();
            optimizer.ZeroGradients();
        }

        return network;
    }

    /// <summary>Gives the loss over all rows.</summary>
    /// <returns>The loss.</returns>
    public double Value()
    {
        using var scope = GraphScope.Begin();
        using var still = NoGradientScope.Begin();
        return Forward().ToScalar();
    }

    private Variable Forward() => _loss.Forward(_model.Forward(Variable.Constant(_inputs, [Rows, 1])), _targets);
}
