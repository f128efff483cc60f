namespace LossKit;

/// <summary>An activation: 1 / (1 + e⁻ˣ) of every element.</summary>
public sealed class Sigmoid : Module
{
    /// <inheritdoc/>
    public override Variable Forward(Variable input) => input.Sigmoid();
}
