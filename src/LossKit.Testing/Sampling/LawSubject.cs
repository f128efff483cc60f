using System.Numerics;

namespace LossKit;

/// <summary>A loss under the laws: one face for the kinds of losses that have a value for each element or row.</summary>
internal abstract class LawSubject
{
    private readonly Loss _loss;
    private readonly int _seed;

    /// <summary>Initializes a new instance of the <see cref="LawSubject"/> class.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="options">Where numbers are drawn from.</param>
    protected LawSubject(Loss loss, LossLawOptions options)
    {
        _loss = loss;
        _seed = options.Seed;
        Predictions = options.Predictions ?? loss.Card.Inputs[0].Domain;
        Targets = options.Targets ?? loss.Card.Inputs[1].Domain;
    }

    /// <summary>Gets the predictions allowed.</summary>
    public Domain Predictions { get; }

    /// <summary>Gets the targets allowed.</summary>
    public Domain Targets { get; }

    /// <summary>Gets whether there are second derivatives.</summary>
    public bool HasHessian => _loss.Card.HasHessian;

    /// <summary>Gets the loss's reduction.</summary>
    public Reduction Reduction => _loss.Reduction;

    /// <summary>Gets how many predictions make one value.</summary>
    public abstract int Share { get; }

    /// <summary>Gets whether elements can be weighted.</summary>
    public abstract bool TakesWeights { get; }

    /// <summary>Gets whether targets are numbers; otherwise they are class indices.</summary>
    public abstract bool AreTargetsNumbers { get; }

    /// <summary>Gets predictions that are far from every target.</summary>
    public abstract IEnumerable<double> FarPredictions { get; }

    /// <summary>Takes a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="options">Where numbers are drawn from.</param>
    /// <returns>The subject.</returns>
    /// <exception cref="ArgumentException">The loss has no value for each element or row.</exception>
    public static LawSubject Of(Loss loss, LossLawOptions options) => loss switch
    {
        ElementwiseLoss elementwise => new ElementwiseSubject(elementwise, options),
        ClassLoss classes => new ClassSubject(classes, options),
        _ => throw new ArgumentException(
            $"{loss.Card.Id} cannot be checked here: the laws are for losses with a value for each element or each row of class scores.",
            nameof(loss)),
    };

    /// <summary>Says whether a gradient depends on a prediction.</summary>
    /// <param name="from">The index of the prediction.</param>
    /// <param name="to">The index of the gradient.</param>
    /// <returns>Whether it does.</returns>
    public abstract bool IsReached(int from, int to);

    /// <summary>Draws a sample, always the same.</summary>
    /// <param name="values">How many values it has.</param>
    /// <returns>The sample.</returns>
    public LawSample Draw(int values)
    {
        var random = new Random(_seed);
        var predictions = new double[values * Share];
        for (var i = 0; i < predictions.Length; i++)
        {
            predictions[i] = DomainSampler.Draw(Predictions, InputRole.Differentiable, random);
        }

        var targets = new double[values];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = DrawTarget(random);
        }

        return new(predictions, targets);
    }

    /// <summary>Evaluates the loss.</summary>
    /// <param name="sample">The inputs.</param>
    /// <param name="precision">The element type.</param>
    /// <param name="wanted">What is wanted; null for all that the loss has.</param>
    /// <param name="weight">A factor for each prediction; null for none.</param>
    /// <param name="mask">Which values count; null for all.</param>
    /// <param name="call">Which call.</param>
    /// <returns>The results.</returns>
    public LawOutcome Evaluate(
        LawSample sample,
        Precision precision = Precision.Double,
        Answers? wanted = null,
        double[]? weight = null,
        bool[]? mask = null,
        LawCall call = LawCall.Each)
    {
        var answers = wanted ?? (HasHessian ? Answers.Gradients | Answers.Hessian : Answers.Gradients);
        return precision == Precision.Single
            ? Evaluate<float>(sample, answers, weight, mask, call)
            : Evaluate<double>(sample, answers, weight, mask, call);
    }

    /// <summary>Draws a target.</summary>
    private protected abstract double DrawTarget(Random random);

    /// <summary>Calls the loss.</summary>
    private protected abstract LossFraction Run<T>(LawSample sample, LawBuffers<T> buffers, bool[]? mask, LawCall call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private LawOutcome Evaluate<T>(LawSample sample, Answers wanted, double[]? weight, bool[]? mask, LawCall call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var count = sample.Prediction.Length;
        var buffers = new LawBuffers<T>(
            Array.ConvertAll(sample.Prediction, T.CreateTruncating),
            weight is null ? [] : Array.ConvertAll(weight, T.CreateTruncating),
            new T[sample.Target.Length],
            new T[wanted.HasFlag(Answers.Gradients) ? count : 0],
            new T[wanted.HasFlag(Answers.Hessian) ? count : 0]);
        var (total, denominator) = Run(sample, buffers, mask, call);
        return new(Widen(buffers.Values), Widen(buffers.Gradient), Widen(buffers.Hessian), total, denominator);

        static double[] Widen(T[] numbers) => Array.ConvertAll(numbers, double.CreateTruncating);
    }
}

/// <summary>The arrays of one evaluation.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Prediction">The predictions.</param>
/// <param name="Weight">The weights; empty for none.</param>
/// <param name="Values">Receives the single values.</param>
/// <param name="Gradient">Receives the gradient; empty where it is not wanted.</param>
/// <param name="Hessian">Receives the second derivative; empty where it is not wanted.</param>
internal sealed record LawBuffers<T>(T[] Prediction, T[] Weight, T[] Values, T[] Gradient, T[] Hessian);
