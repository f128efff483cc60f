namespace LossKit;

/// <summary>What a thread knows while it records: its open scopes, whether gradients are on, and the order of nodes.</summary>
internal sealed class Recorder
{
    [ThreadStatic]
    private static Recorder? _current;

    private readonly NodePool _pool = new();
    private long _sequence;

    /// <summary>Gets the recorder of the calling thread.</summary>
    public static Recorder Current => _current ??= new Recorder();

    /// <summary>Gets or sets how many graph scopes are open.</summary>
    public int Scopes { get; set; }

    /// <summary>Gets or sets how many scopes without gradients are open.</summary>
    public int WithoutGradients { get; set; }

    /// <summary>Gets the nodes and buffers that scopes recycle.</summary>
    public NodePool Pool => _pool;

    /// <summary>Gets the state of backward passes on this thread.</summary>
    public BackwardPass Backward { get; } = new();

    /// <summary>Makes the node of a result of one input. Its values are yet to be written.</summary>
    public Node Record(Operation operation, Shape shape, Node input)
    {
        bool flows = Flows(input);
        Node node = Make(shape, flows ? operation : null, flows);
        if (flows)
        {
            node.Inputs.Add(input);
        }

        return node;
    }

    /// <summary>Makes the node of a result of two inputs. Its values are yet to be written.</summary>
    public Node Record(Operation operation, Shape shape, Node first, Node second)
    {
        bool flows = Flows(first) || Flows(second);
        Node node = Make(shape, flows ? operation : null, flows);
        if (flows)
        {
            node.Inputs.Add(first);
            node.Inputs.Add(second);
        }

        return node;
    }

    /// <summary>Makes the node of a result of any number of inputs. Its values are yet to be written.</summary>
    public Node Record(Operation operation, Shape shape, ReadOnlySpan<Variable> inputs)
    {
        bool flows = false;
        foreach (Variable input in inputs)
        {
            flows |= Flows(input.Node);
        }

        Node node = Make(shape, flows ? operation : null, flows);
        for (int i = 0; flows && i < inputs.Length; i++)
        {
            node.Inputs.Add(inputs[i].Node);
        }

        return node;
    }

    /// <summary>Makes a leaf without gradient, recycled with the open scope. Its values are yet to be written.</summary>
    public Node RecordConstant(Shape shape) => Make(shape, operation: null, requiresGradient: false);

    private bool Flows(Node input) => input.RequiresGradient && WithoutGradients == 0;

    private Node Make(Shape shape, Operation? operation, bool requiresGradient)
    {
        bool pooled = Scopes > 0;
        Node node = pooled ? _pool.Rent() : new Node();
        float[] values = pooled ? _pool.Floats.Rent(shape.Length) : new float[shape.Length];
        node.Begin(shape, values, operation, requiresGradient, ++_sequence);
        return node;
    }
}
