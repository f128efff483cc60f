namespace LossKit.Cli;

/// <summary>
/// What a loss says of a line through points, and how that changes with the line; the library's kernels do the evaluating.
/// </summary>
internal sealed class LineObjective
{
    // So near to its target a prediction counts as being there.
    private const double Hair = 1e-9;

    private readonly MatchedLoss _loss;
    private readonly double[] _inputs;
    private readonly double[] _targets;
    private readonly double[] _predictions;
    private readonly double[] _gradient;
    private readonly double[] _hessian;

    /// <summary>Initializes a new instance of the <see cref="LineObjective"/> class.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="points">The points.</param>
    public LineObjective(MatchedLoss loss, IReadOnlyList<PlanePoint> points)
    {
        _loss = loss;
        Points = points;

        // Around the middle of the inputs, slope and height move the loss independently.
        Middle = points.Average(point => point.X);
        _inputs = [.. points.Select(point => point.X - Middle)];
        _targets = [.. points.Select(point => point.Y)];
        _predictions = new double[points.Count];
        _gradient = new double[points.Count];
        _hessian = loss.Card.HasHessian ? new double[points.Count] : [];
    }

    /// <summary>Gets the points.</summary>
    public IReadOnlyList<PlanePoint> Points { get; }

    /// <summary>Gets the mean input; heights of lines are given there.</summary>
    public double Middle { get; }

    /// <summary>Gets the width of the inputs.</summary>
    public double Width => _inputs.Max() - _inputs.Min();

    /// <summary>Gets the width of the targets.</summary>
    public double Spread => _targets.Max() - _targets.Min();

    /// <summary>Gets whether the loss offers second derivatives.</summary>
    public bool HasHessian => _hessian.Length > 0;

    /// <summary>Gives what is left of the targets at a slope.</summary>
    /// <param name="slope">The slope.</param>
    /// <returns>The least and the greatest; the best height lies between them.</returns>
    public (double Least, double Greatest) Rests(double slope)
    {
        var rests = _targets.Zip(_inputs, (target, input) => target - (slope * input)).ToArray();
        return (rests.Min(), rests.Max());
    }

    /// <summary>Evaluates a line.</summary>
    /// <param name="height">Its height in the middle.</param>
    /// <param name="slope">Its slope.</param>
    /// <returns>The loss.</returns>
    public double Value(double height, double slope)
    {
        Predict(height, slope);
        return _loss.Evaluate<double>(_predictions, _targets);
    }

    /// <summary>Evaluates a line with the derivatives by height and slope.</summary>
    /// <param name="height">Its height in the middle.</param>
    /// <param name="slope">Its slope.</param>
    /// <returns>The loss, its gradient, and the second derivatives, which are 0 where the loss has none.</returns>
    public LineSlopes Slopes(double height, double slope)
    {
        Predict(height, slope);
        var value = _loss.Evaluate<double>(_predictions, _targets, _gradient, _hessian);
        var (byHeight, bySlope, twiceHeight, mixed, twiceSlope) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < _inputs.Length; i++)
        {
            byHeight += _gradient[i];
            bySlope += _gradient[i] * _inputs[i];
            var curvature = HasHessian ? _hessian[i] : 0;
            twiceHeight += curvature;
            mixed += curvature * _inputs[i];
            twiceSlope += curvature * _inputs[i] * _inputs[i];
        }

        return new(value, byHeight, bySlope, twiceHeight, mixed, twiceSlope);
    }

    /// <summary>Gives the line of weighted least squares whose weights are the points' slopes divided by their errors at a line.</summary>
    /// <param name="height">The line's height in the middle.</param>
    /// <param name="slope">Its slope.</param>
    /// <returns>The line; null where the weights determine none.</returns>
    public (double Height, double Slope)? Reweighted(double height, double slope)
    {
        Predict(height, slope);
        _ = _loss.Evaluate<double>(_predictions, _targets, _gradient);
        var (sum, inputs, squares, targets, products) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < _inputs.Length; i++)
        {
            var error = _predictions[i] - _targets[i];

            // A point on the line would weigh 0/0: a hair beside it, it weighs what the curvature says.
            var weight = Math.Abs(error) > Hair ? Math.Max(0, _gradient[i] / error) : Curvature();
            sum += weight;
            inputs += weight * _inputs[i];
            squares += weight * _inputs[i] * _inputs[i];
            targets += weight * _targets[i];
            products += weight * _inputs[i] * _targets[i];
        }

        var determinant = (sum * squares) - (inputs * inputs);
        return determinant > 0
            ? (((squares * targets) - (inputs * products)) / determinant, ((sum * products) - (inputs * targets)) / determinant)
            : null;
    }

    /// <summary>Gives a line in the coordinates of the points.</summary>
    /// <param name="height">Its height in the middle.</param>
    /// <param name="slope">Its slope.</param>
    /// <returns>The line.</returns>
    public FittedLine Line(double height, double slope) => new(height - (slope * Middle), slope, Value(height, slope));

    // The slope of one point of a set of as many, a hair beside its target, divided by the hair.
    private double Curvature()
    {
        Span<double> slope = stackalloc double[1];
        _ = _loss.Evaluate<double>([2 * Hair], [0], slope);
        return Math.Max(0, slope[0] / (2 * Hair) / _inputs.Length);
    }

    private void Predict(double height, double slope)
    {
        for (var i = 0; i < _inputs.Length; i++)
        {
            _predictions[i] = height + (slope * _inputs[i]);
        }
    }
}

/// <summary>What a loss says of a line, with derivatives.</summary>
/// <param name="Value">The loss.</param>
/// <param name="ByHeight">Its derivative by the height in the middle.</param>
/// <param name="BySlope">Its derivative by the slope.</param>
/// <param name="TwiceHeight">The second derivative by the height.</param>
/// <param name="Mixed">The mixed second derivative.</param>
/// <param name="TwiceSlope">The second derivative by the slope.</param>
internal readonly record struct LineSlopes(
    double Value, double ByHeight, double BySlope, double TwiceHeight, double Mixed, double TwiceSlope);
