namespace LossKit;

/// <summary>The mistakes that <see cref="LossDoctor"/> finds; files write them in kebab-case: <c>labels-from-one</c>.</summary>
public enum FindingCode
{
    /// <summary>Numbers are NaN or infinite, or the loss becomes so.</summary>
    NotFinite,

    /// <summary>Prediction and target changed places.</summary>
    SwappedArguments,

    /// <summary>One of the two is a column [N,1], the other [N].</summary>
    ColumnAgainstRow,

    /// <summary>A row of 0 and 1 stands where the index of a class belongs.</summary>
    OneHotAsIndices,

    /// <summary>The index of a class stands where a label for each class belongs.</summary>
    IndicesAsOneHot,

    /// <summary>Shapes do not belong together in another way.</summary>
    ShapeMismatch,

    /// <summary>Labels count from 1 to K.</summary>
    LabelsFromOne,

    /// <summary>Class indices have fractions, or are stored as real numbers.</summary>
    LabelsAsFloats,

    /// <summary>Labels are −1 and +1 where 0 and 1 are needed.</summary>
    SignsAsZeroOne,

    /// <summary>Labels are 0 and 1 where −1 and +1 are needed.</summary>
    ZeroOneAsSigns,

    /// <summary>Targets lie outside what the loss can be given.</summary>
    TargetOutsideDomain,

    /// <summary>Rows that should be distributions do not add up to 1.</summary>
    RowsNotDistributions,

    /// <summary>Percentages stand where probabilities or what becomes such belongs.</summary>
    PercentagesAsProbabilities,

    /// <summary>Probabilities stand where logits belong.</summary>
    ProbabilitiesAsLogits,

    /// <summary>Rows went through a softmax that the loss has inside.</summary>
    SoftmaxedRows,

    /// <summary>Rows went through a log-softmax that the loss has inside, or does not want.</summary>
    LogSoftmaxedRows,

    /// <summary>Logits stand where probabilities belong.</summary>
    LogitsAsProbabilities,

    /// <summary>Probabilities stand where their logarithms belong.</summary>
    ProbabilitiesAsLogProbabilities,

    /// <summary>Logits stand where log-probabilities belong.</summary>
    LogitsAsLogProbabilities,

    /// <summary>Means stand where their logarithms belong, or the reverse.</summary>
    MeansOnWrongScale,

    /// <summary>Predictions and targets are measured in different units.</summary>
    DifferentUnits,

    /// <summary>Sequences are too short for their labels.</summary>
    ImpossibleAlignment,

    /// <summary>Another input lies outside what the loss can be given.</summary>
    InputOutsideDomain,

    /// <summary>The loss refuses the call for a reason that has no code of its own.</summary>
    Refused,

    /// <summary>No target counts, or hardly any.</summary>
    TargetsIgnored,

    /// <summary>The prediction is the same for every row.</summary>
    ConstantPrediction,

    /// <summary>Predictions are so sure that float rounds them to certainty.</summary>
    SaturatedPrediction,

    /// <summary>Classes differ much in size and nothing weighs them.</summary>
    ClassImbalance,

    /// <summary>One term of a sum of losses leaves nothing to the others.</summary>
    TermsOutOfScale,

    /// <summary>An untrained model does not have the loss of a guess.</summary>
    InitialLossOffChance,

    /// <summary>What is measured is not what the loss is smallest for.</summary>
    MetricDisagrees,
}
