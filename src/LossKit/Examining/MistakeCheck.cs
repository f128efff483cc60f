namespace LossKit;

/// <summary>Looks for one mistake.</summary>
internal abstract class MistakeCheck
{
    /// <summary>Gets what there is to know about the mistake.</summary>
    public abstract FindingGuide Guide { get; }

    /// <summary>Gets the findings that say the same more precisely: after one of them, this check does not look.</summary>
    protected virtual IReadOnlyList<FindingCode> ExplainedBy => [];

    /// <summary>Says whether a finding makes this check needless.</summary>
    /// <param name="finding">A finding.</param>
    /// <returns>Whether it does.</returns>
    public virtual bool IsExplainedBy(Finding finding) => ExplainedBy.Contains(finding.Code);

    /// <summary>Looks.</summary>
    /// <param name="examination">What is examined.</param>
    /// <returns>What was found; empty where the mistake is not there, or cannot be with this loss.</returns>
    public abstract IEnumerable<Finding> Look(Examination examination);

    /// <summary>Makes a finding of this check.</summary>
    /// <param name="input">The input at fault.</param>
    /// <param name="seen">What was seen.</param>
    /// <param name="fix">What to write; null for the fix of the guide.</param>
    /// <returns>The finding.</returns>
    protected Finding Found(string input, string seen, string? fix = null) => new()
    {
        Code = Guide.Code,
        Severity = Guide.Severity,
        Input = input,
        Seen = seen,
        Why = Guide.Why,
        Fix = fix ?? Guide.Fix,
    };
}
