namespace LossKit;

/// <summary>Targets none of which count, or hardly any.</summary>
internal sealed class TargetsIgnoredCheck : MistakeCheck
{
    private const int Enough = 10;
    private const double Most = 0.9;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.TargetsIgnored,
        FindingSeverity.Warning,
        "All targets are the ignored class index, or all weights are 0; or more than 90 % of at least 10 are.",
        "What is ignored has no gradient: the mean goes over the few that are left, and where none is left LossKit gives 0 and other "
            + "libraries NaN.",
        "Check what fills the padding and which index is ignored (ignore-index); make batches of samples that have targets.");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Pair is { HasIndices: true } pair && examination.Reading.IgnoreIndex is int ignored)
        {
            var count = pair.Target.Values.Count(value => value == ignored);
            return OfCount("target", count, pair.Target.Values.Length, $"are {ignored}, which is ignored");
        }

        return examination.Inputs.TryGetValue("weight", out var weight)
            ? OfCount("weight", weight.Values.Count(value => value == 0), weight.Values.Length, "are 0")
            : [];
    }

    private IEnumerable<Finding> OfCount(string input, int count, int all, string are)
    {
        if (count > 0 && (count == all || (all >= Enough && count > Most * all)))
        {
            yield return Found(input, $"{Say.Of(count, all)} numbers of {input} {are}.") with { Share = (double)count / all };
        }
    }
}
