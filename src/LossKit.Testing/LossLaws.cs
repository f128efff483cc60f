namespace LossKit;

/// <summary>
/// The laws of a loss, to be checked in one call from any test framework: <c>LossLaws.Check(loss)</c> returns, or throws with every law
/// that is broken, the element that breaks it worst, and both numbers.
/// </summary>
/// <remarks>
/// Laws say that a loss agrees with itself. That it is the loss it is meant to be takes values from elsewhere: a paper, another library,
/// or automatic differentiation of the formula.
/// </remarks>
/// <example>
/// <code>
/// LossLaws.Check(Loss.From(new MyKernel(2.0), "my-loss"));
/// </code>
/// </example>
public static class LossLaws
{
    private static readonly (LossLaw Law, Action<LawSubject, LawFindings> Check)[] Checks =
    [
        (LossLaw.Gradient, DerivativeChecks.Gradient),
        (LossLaw.Hessian, DerivativeChecks.Hessian),
        (LossLaw.Reductions, ReductionChecks.Run),
        (LossLaw.Weights, WeightChecks.Run),
        (LossLaw.Results, BitChecks.Results),
        (LossLaw.Neighbours, BitChecks.Neighbours),
        (LossLaw.Precision, PrecisionChecks.Run),
        (LossLaw.NotANumber, SpecialValueChecks.NotANumber),
        (LossLaw.Infinities, SpecialValueChecks.Infinities),
        (LossLaw.Zeros, SpecialValueChecks.Zeros),
    ];

    /// <summary>Checks all laws.</summary>
    /// <param name="loss">The loss: one of matched arrays with a value for each element, one of class scores, or a sum of such.</param>
    /// <param name="options">What to leave out, and where to draw numbers from; null for everything, as the card says.</param>
    /// <exception cref="LossLawException">The loss breaks a law.</exception>
    /// <exception cref="ArgumentException">The loss is of another kind.</exception>
    public static void Check(Loss loss, LossLawOptions? options = null)
    {
        var broken = FindBroken(loss, options);
        if (broken.Count > 0)
        {
            throw new LossLawException(loss.Card.Id, broken);
        }
    }

    /// <summary>Gives the laws that a loss breaks.</summary>
    /// <param name="loss">The loss: one of matched arrays with a value for each element, one of class scores, or a sum of such.</param>
    /// <param name="options">What to leave out, and where to draw numbers from; null for everything, as the card says.</param>
    /// <returns>The laws in the order of <see cref="LossLaw"/>; empty where the loss keeps them all.</returns>
    /// <exception cref="ArgumentException">The loss is of another kind.</exception>
    public static IReadOnlyList<BrokenLaw> FindBroken(Loss loss, LossLawOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(loss);
        options ??= new();
        var subject = LawSubject.Of(loss, options);
        var broken = new List<BrokenLaw>();
        foreach (var (law, check) in Checks)
        {
            if (!options.Except.HasFlag(law))
            {
                var findings = new LawFindings(law);
                check(subject, findings);
                broken.AddRange(findings.Worst);
            }
        }

        return broken;
    }
}
