namespace LossKit;

/// <summary>A law that a loss breaks, with the element that breaks it worst.</summary>
/// <param name="Law">The law.</param>
/// <param name="Part">What of the loss breaks it: "gradient", "value of float".</param>
/// <param name="Index">The element, counted from 0 in the sample.</param>
/// <param name="Expected">The number that the law asks for.</param>
/// <param name="Found">The number that the loss gives.</param>
/// <param name="Sentence">All of it in words, with the prediction and the target at that element.</param>
public sealed record BrokenLaw(LossLaw Law, string Part, int Index, double Expected, double Found, string Sentence)
{
    /// <summary>Gives the sentence.</summary>
    /// <returns>The words.</returns>
    public override string ToString() => Sentence;
}
