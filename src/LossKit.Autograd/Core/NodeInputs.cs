namespace LossKit;

/// <summary>The inputs of a node. The list keeps its memory when the node is recycled.</summary>
internal sealed class NodeInputs
{
    private Node[] _nodes = new Node[3];

    /// <summary>Gets how many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Gets an input.</summary>
    /// <param name="index">Its position.</param>
    public Node this[int index] => _nodes[index];

    /// <summary>Adds an input.</summary>
    /// <param name="node">The input.</param>
    public void Add(Node node)
    {
        if (Count == _nodes.Length)
        {
            Array.Resize(ref _nodes, 2 * Count);
        }

        _nodes[Count++] = node;
    }

    /// <summary>Forgets them, so that a recycled node keeps nothing alive.</summary>
    public void Clear()
    {
        Array.Clear(_nodes, 0, Count);
        Count = 0;
    }
}
