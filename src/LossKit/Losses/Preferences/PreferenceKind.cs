namespace LossKit;

/// <summary>
/// How a preference turns the margin between two answers into a cost; h is by how much more the model prefers the chosen answer than the reference
/// does.
/// </summary>
public enum PreferenceKind
{
    /// <summary>−ln σ(βh), the likelihood of the preference (DPO).</summary>
    Sigmoid,

    /// <summary>max(0, 1 − βh) (SLiC).</summary>
    Hinge,

    /// <summary>(h − 1/(2β))², which does not push the margin to infinity (IPO).</summary>
    Ipo,
}
