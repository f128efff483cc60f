namespace LossKit;

/// <summary>What a node needs to know of the operation that made it: how its gradient flows back.</summary>
/// <remarks>Operations have no state, there is one object of each; what a backward pass needs is kept in the node.</remarks>
internal abstract class Operation
{
    /// <summary>Adds to the gradients of the node's inputs what the node's own gradient contributes.</summary>
    /// <param name="node">The node, whose gradient is complete.</param>
    public abstract void Backward(Node node);
}
