namespace LossKit;

/// <summary>
/// Weights that are learned with the model, as the noise of each task: Σ e^(−s)·L + s, with one log-variance s for each task
/// (<see cref="UncertaintyWeightingLoss"/>). Where a task's loss settles at L, its weight goes to 1/L.
/// </summary>
/// <remarks>
/// Give <see cref="Parameters"/> to the optimizer beside the model's. Source: A. Kendall, Y. Gal, R. Cipolla, Multi-task learning using uncertainty
/// to weigh losses for scene geometry and semantics, CVPR 2018.
/// </remarks>
public sealed class UncertaintyWeighting : TaskWeighting
{
    private static readonly UncertaintyWeightingLoss Loss = new();
    private readonly Variable _logVariances;

    /// <summary>Initializes a new instance of the <see cref="UncertaintyWeighting"/> class, with all weights 1.</summary>
    /// <param name="tasks">How many tasks there are.</param>
    public UncertaintyWeighting(int tasks)
        : base(tasks)
    {
        _logVariances = Variable.Parameter(new float[tasks], [tasks]);
        Parameters = [new NamedParameter("log-variances", _logVariances)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NamedParameter> Parameters { get; }

    /// <inheritdoc/>
    public override Variable Combine(params ReadOnlySpan<Variable> losses)
    {
        Check(losses);
        var rows = new Variable[losses.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = losses[i].Reshape([1]);
            MutableWeights[i] = MathF.Exp(-_logVariances.Values[i]);
        }

        return Loss.Forward(Variable.Concatenate(0, rows), _logVariances);
    }
}
