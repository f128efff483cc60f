namespace LossKit;

/// <summary>The nodes and buffers that the scopes of one thread use again and again.</summary>
internal sealed class NodePool
{
    private readonly Stack<Node> _free = new();
    private readonly List<Node> _inUse = [];

    /// <summary>Gets the buffers of values and gradients.</summary>
    public BufferPool<float> Floats { get; } = new();

    /// <summary>Gets the buffers of indices.</summary>
    public BufferPool<int> Indices { get; } = new();

    /// <summary>Gets how many nodes are in use.</summary>
    public int InUse => _inUse.Count;

    /// <summary>Gives a node, in use until a scope ends that was open.</summary>
    /// <returns>The node.</returns>
    public Node Rent()
    {
        Node node = _free.Count > 0 ? _free.Pop() : new Node { Pool = this };
        _inUse.Add(node);
        return node;
    }

    /// <summary>Takes back all nodes but the first <paramref name="count"/> that are in use.</summary>
    /// <param name="count">How many to leave.</param>
    public void ReturnFrom(int count)
    {
        for (int i = _inUse.Count - 1; i >= count; i--)
        {
            Node node = _inUse[i];
            node.Recycle(this);
            _free.Push(node);
        }

        _inUse.RemoveRange(count, _inUse.Count - count);
    }
}
