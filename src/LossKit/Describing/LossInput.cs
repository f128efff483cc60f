namespace LossKit;

/// <summary>One input of a loss.</summary>
/// <param name="Name">Its name in kebab-case.</param>
/// <param name="Role">What part it plays.</param>
/// <param name="Shape">Its shape in words: "as prediction", "[N] class indices".</param>
/// <param name="Domain">The numbers it may hold.</param>
public sealed record LossInput(string Name, InputRole Role, string Shape, Domain Domain)
{
    /// <summary>Gets whether it may be left out.</summary>
    public bool IsOptional => Role is InputRole.Weight or InputRole.ClassWeight;
}

/// <summary>The parts that inputs play.</summary>
public enum InputRole
{
    /// <summary>A gradient is given for it.</summary>
    Differentiable,

    /// <summary>What the prediction is compared with.</summary>
    Target,

    /// <summary>A factor for each element; optional.</summary>
    Weight,

    /// <summary>A factor for each class or output, fixed when the loss is made; optional.</summary>
    ClassWeight,
}
