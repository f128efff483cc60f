namespace LossKit;

/// <summary>An activation: the hyperbolic tangent of every element.</summary>
public sealed class Tanh : Module
{
    /// <inheritdoc/>
    public override Variable Forward(Variable input) => input.Tanh();
}
