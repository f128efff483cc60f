namespace LossKit;

/// <summary>All checks, in the order in which they look: what makes another finding needless comes before it.</summary>
internal static class CheckList
{
    /// <summary>Gets the checks.</summary>
    public static IReadOnlyList<MistakeCheck> All { get; } =
    [
        new NotFiniteCheck(),
        new SwappedArgumentsCheck(),
        new ColumnAgainstRowCheck(),
        new OneHotAsIndicesCheck(),
        new IndicesAsOneHotCheck(),
        new ShapeMismatchCheck(),
        new LabelsFromOneCheck(),
        new LabelsAsFloatsCheck(),
        new SignsAsZeroOneCheck(),
        new ZeroOneAsSignsCheck(),
        new TargetOutsideDomainCheck(),
        new PercentagesAsProbabilitiesCheck(),
        new SoftmaxedRowsCheck(),
        new ProbabilitiesAsLogitsCheck(),
        new LogSoftmaxedRowsCheck(),
        new LogitsAsProbabilitiesCheck(),
        new ProbabilitiesAsLogProbabilitiesCheck(),
        new LogitsAsLogProbabilitiesCheck(),
        new RowsNotDistributionsCheck(),
        new InputOutsideDomainCheck(),
        new MeansOnWrongScaleCheck(),
        new TermsOutOfScaleCheck(),
        new DifferentUnitsCheck(),
        new ImpossibleAlignmentCheck(),
        new NotFiniteLossCheck(),
        new RefusedCheck(),
        new TargetsIgnoredCheck(),
        new ConstantPredictionCheck(),
        new SaturatedPredictionCheck(),
        new ClassImbalanceCheck(),
        new InitialLossOffChanceCheck(),
        new MetricDisagreesCheck(),
    ];
}
