namespace LossKit;

/// <summary>What is examined: a loss, what it wants, what it is given, and what it answers.</summary>
internal sealed class Examination
{
    private readonly Lazy<(LossAnswer? Answer, LossException? Refusal)> _outcome;

    /// <summary>Initializes a new instance of the <see cref="Examination"/> class.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="inputs">Its inputs by name.</param>
    /// <param name="options">What else is known.</param>
    /// <exception cref="LossException">An input is missing, unknown or not as long as its shape, or the metric is unknown.</exception>
    public Examination(Loss loss, IReadOnlyDictionary<string, NamedArray> inputs, ExaminationOptions options)
    {
        Loss = loss;
        Inputs = new NamedRequest(loss.Card, inputs, Answers.Value, LaneDispatch.Widest).Given;
        foreach (var (name, array) in Inputs)
        {
            Guard.Length(name, array.Values.Length, array.Shape.Aggregate(1, (product, length) => checked(product * length)), "as its shape says");
        }

        Stage = OptionText.Defined("stage", options.Stage);
        Metric = options.Metric is { } metric ? JudgedMetric.Find(metric) : null;
        Reading = LossReading.Of(loss);
        Pair = !Reading.HasPair ? null
            : loss is LinearCrossEntropyLoss linear ? LinearScores.PairOf(linear, Reading, inputs)
            : new(Reading, inputs["prediction"], inputs["target"]);
        RowInputs = RowInput.Of(loss, Reading, Pair, inputs);

        _outcome = new(() => Evaluate(loss, Inputs, Answers.Value | Answers.Gradients));
    }

    /// <summary>Gets the loss.</summary>
    public Loss Loss { get; }

    /// <summary>Gets its inputs by name.</summary>
    public IReadOnlyDictionary<string, NamedArray> Inputs { get; }

    /// <summary>Gets where in training the predictions come from.</summary>
    public TrainingStage Stage { get; }

    /// <summary>Gets the metric that results are judged by; null where none is named.</summary>
    public JudgedMetric? Metric { get; }

    /// <summary>Gets what the loss wants.</summary>
    public LossReading Reading { get; }

    /// <summary>Gets prediction and target; null where the loss compares other things.</summary>
    public PredictionPair? Pair { get; }

    /// <summary>Gets the inputs whose rows go over classes that compete.</summary>
    public IReadOnlyList<RowInput> RowInputs { get; }

    /// <summary>Gets the loss with its gradients; null where it refuses.</summary>
    public LossAnswer? Answer => _outcome.Value.Answer;

    /// <summary>Gets the loss with its gradients in single precision; null where it refuses the rounded numbers.</summary>
    public LossAnswer? AnswerInSingle => Evaluate(Loss, Inputs, Answers.Value | Answers.Gradients, Precision.Single).Answer;

    /// <summary>Gets why the loss refuses; null where it does not.</summary>
    public LossException? Refusal => _outcome.Value.Refusal;

    /// <summary>Evaluates a loss that may refuse.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="precision">Which kernels compute.</param>
    /// <returns>The answer or the refusal.</returns>
    public static (LossAnswer? Answer, LossException? Refusal) Evaluate(
        Loss loss, IReadOnlyDictionary<string, NamedArray> inputs, Answers wanted, Precision precision = Precision.Double)
    {
        try
        {
            return (loss.Evaluate(inputs, precision, wanted), null);
        }
        catch (LossException refusal)
        {
            return (null, refusal);
        }
    }

    /// <summary>Gives the inputs with the same number wherever the model has a say: what it predicts where it knows nothing.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The inputs.</returns>
    public Dictionary<string, NamedArray> WithGuess(double value)
    {
        // A predicted variance says how sure the guess is, and stays.
        string[] guessed = Inputs.ContainsKey("prediction")
            ? ["prediction"]
            : [.. Loss.Card.Arguments.Where(input => input.Role == InputRole.Differentiable).Select(input => input.Name)];
        var inputs = new Dictionary<string, NamedArray>(Inputs, StringComparer.Ordinal);
        foreach (var name in guessed.Where(Inputs.ContainsKey))
        {
            var guess = new double[Inputs[name].Values.Length];
            Array.Fill(guess, value);
            inputs[name] = new(guess, Inputs[name].Shape);
        }

        return inputs;
    }

    /// <summary>Gives the inputs with another prediction.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <returns>The inputs.</returns>
    public Dictionary<string, NamedArray> WithPrediction(NamedArray prediction) =>
        new(Inputs, StringComparer.Ordinal) { ["prediction"] = prediction };
}
