namespace LossKit;

/// <summary>The branch of sequences that are read off longer ones.</summary>
internal static class SequenceRules
{
    /// <summary>Gets the rules in the order they are asked.</summary>
    public static IReadOnlyList<AdviceRule> All { get; } =
    [
        AdviceRule.Said(
            Circumstance.Aligned,
            "it is known which part of the input belongs to which label",
            new("cross-entropy", "each part is a row with a class; padded ones carry the ignored index"),
            (new("cross-entropy:label-smoothing=0.1", "the model is too sure of itself, as decoders are"), new("ctc", "the alignment is not to be trusted")),
            "An alignment that is not to be trusted: ctc."),
        AdviceRule.Said(
            Circumstance.ManyClasses,
            "there are tens of thousands of words",
            new("linear-cross-entropy", "it never holds the logits"),
            (new("cross-entropy", "a batch of logits fits into memory"), new("cross-entropy:label-smoothing=0.1", "the model is too sure of itself, as decoders are")),
            "A smaller vocabulary: cross-entropy."),
        AdviceRule.Otherwise(
            "transcripts",
            _ => "transcripts without alignment are taken for granted",
            new("ctc", "it sums over all alignments"),
            (new("cross-entropy", "the alignment is known, or a decoder writes one label after the other"), new("cross-entropy:label-smoothing=0.1", "a decoder does, and is too sure of itself")),
            "A known alignment, or labels in another order than what they are read from."),
    ];
}
