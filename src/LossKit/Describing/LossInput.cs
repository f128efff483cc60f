namespace LossKit;

/// <summary>One input of a loss.</summary>
/// <param name="Name">Its name in kebab-case.</param>
/// <param name="Role">What part it plays.</param>
/// <param name="Shape">
/// Its shape in words: "[N,D] embeddings", "as prediction", "as prediction, or [N,d…] class indices". For a <c>TensorLoss</c> the brackets and the
/// words <c>as</c>, <c>or</c> and <c>indices</c> are what is checked.
/// </param>
/// <param name="Domain">The numbers it may hold.</param>
public sealed record LossInput(string Name, InputRole Role, string Shape, Domain Domain)
{
    /// <summary>Gets whether it may be left out.</summary>
    public bool IsOptional { get; init; } = Role is InputRole.Weight or InputRole.ClassWeight;

    /// <summary>Gets whether its whole numbers are only compared with one another, so that other numbers may stand for them.</summary>
    internal bool IsGrouping { get; init; }

    /// <summary>Gets the code of the error that a number outside the domain is.</summary>
    internal LossErrorCode ErrorCode => Role is InputRole.Target or InputRole.Label ? LossErrorCode.InvalidTarget : LossErrorCode.InvalidInput;
}

/// <summary>The parts that inputs play.</summary>
public enum InputRole
{
    /// <summary>A gradient is given for it.</summary>
    Differentiable,

    /// <summary>What the prediction is compared with.</summary>
    Target,

    /// <summary>Whole numbers that say what belongs together: classes of embeddings, whether a pair is alike, a sequence of classes.</summary>
    Label,

    /// <summary>Whole numbers that say how long something is.</summary>
    Length,

    /// <summary>Numbers that are neither trained nor a target: a difficulty, what a reference model says.</summary>
    Given,

    /// <summary>A factor for each element; optional.</summary>
    Weight,

    /// <summary>A factor for each class or output, fixed when the loss is made; optional.</summary>
    ClassWeight,
}
