namespace LossKit;

/// <summary>The backward pass: the nodes that lead to the loss, from the last recorded to the first.</summary>
/// <remarks>
/// The order of recording is a topological order, so the pass is a loop over the nodes in reverse and needs no recursion.
/// Its lists are kept between passes.
/// </remarks>
internal sealed class BackwardPass
{
    private static readonly Comparison<Node> LastRecordedFirst = static (left, right) => right.Sequence.CompareTo(left.Sequence);

    private static long _passes;

    private readonly List<Node> _order = [];
    private bool _running;

    /// <summary>Adds to the gradient of every node that <paramref name="root"/> depends on.</summary>
    /// <param name="root">The node to begin with.</param>
    /// <param name="seed">The gradient of the root, in its shape.</param>
    public void Run(Node root, ReadOnlySpan<float> seed)
    {
        if (_running)
        {
            throw new InvalidOperationException("A backward pass was started from inside another one on the same thread; wait for the first to end.");
        }

        _running = true;
        try
        {
            Collect(root);
            foreach (Node node in _order)
            {
                // A second pass through the same graph starts anew; what it adds up is the gradient of the leaves.
                node.ZeroGradient();
            }

            root.AddGradient(seed);
            foreach (Node node in _order)
            {
                if (node.HasGradient)
                {
                    node.Operation!.Backward(node);
                }
            }
        }
        finally
        {
            _order.Clear();
            _running = false;
        }
    }

    // Breadth first over what requires a gradient; leaves only receive and are not listed.
    private void Collect(Node root)
    {
        long visit = Interlocked.Increment(ref _passes);
        Enlist(root, visit);
        for (int i = 0; i < _order.Count; i++)
        {
            NodeInputs inputs = _order[i].Inputs;
            for (int j = 0; j < inputs.Count; j++)
            {
                Enlist(inputs[j], visit);
            }
        }

        _order.Sort(LastRecordedFirst);
    }

    private void Enlist(Node node, long visit)
    {
        if (node.Operation is not null && node.Visit != visit)
        {
            node.Visit = visit;
            _order.Add(node);
        }
    }
}
