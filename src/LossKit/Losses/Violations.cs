namespace LossKit;

/// <summary>Turns what an elementwise pass found outside its domain into the sentence that says so.</summary>
internal static class Violations
{
    /// <summary>Gives the value of a pass, unless a number was outside its domain.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="outcome">What the pass gave.</param>
    /// <param name="call">What it read.</param>
    /// <param name="companion">The name of the third input, for a loss that has one.</param>
    /// <returns>The reduced loss.</returns>
    /// <exception cref="LossException">A number was outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Checked<T>(this in ElementwiseOutcome outcome, in ElementwiseCall<T> call, string companion = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (outcome.Violation.IsFound)
        {
            throw SentenceOf(outcome.Violation, call, companion);
        }

        return outcome.Value;
    }

    private static LossException SentenceOf<T>(Violation violation, in ElementwiseCall<T> call, string companion)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var index = (int)violation.Index;
        return violation.Stream switch
        {
            InputStream.Prediction => Sentence(LossErrorCode.InvalidInput, "prediction", call.Prediction[index], call.PredictionDomain),
            InputStream.Target => Sentence(LossErrorCode.InvalidTarget, "target", call.Target[index], call.TargetDomain),
            _ => Sentence(LossErrorCode.InvalidInput, companion, call.Companion[index], call.CompanionDomain),
        };

        LossException Sentence(LossErrorCode code, string argument, T value, Domain domain) =>
            Sentences.OutsideDomain(code, argument, index, double.CreateTruncating(value), domain);
    }
}
