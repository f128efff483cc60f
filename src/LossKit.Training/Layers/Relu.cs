namespace LossKit;

/// <summary>An activation: max(x, 0) of every element.</summary>
public sealed class Relu : Module
{
    /// <inheritdoc/>
    public override Variable Forward(Variable input) => input.Relu();
}
