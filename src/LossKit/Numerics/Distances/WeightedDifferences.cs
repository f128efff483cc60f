namespace LossKit;

/// <summary>Adds Σ_j w_j·(x − y_j) to a vector: how the slopes of distances pull at an embedding.</summary>
/// <remarks>
/// Differences are taken before they are weighted, so near points, whose weights are large, lose nothing. An element is one chain of fused
/// steps in the order of j: the same bits at every register width.
/// </remarks>
internal unsafe struct WeightedDifferences : ILaneAction<double>
{
    private const int LanesAtOnce = 4;

    /// <summary>The vector x.</summary>
    public double* X;

    /// <summary>The rows among which the y_j are.</summary>
    public double* Others;

    /// <summary>Which rows they are.</summary>
    public int* Which;

    /// <summary>Their weights.</summary>
    public double* Weights;

    /// <summary>How many there are.</summary>
    public int Count;

    /// <summary>How long a row is.</summary>
    public int Length;

    /// <summary>Where the sum is added.</summary>
    public double* Result;

    /// <inheritdoc/>
    public readonly void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        nint at = 0;
        for (; at + (LanesAtOnce * TLane.Count) <= Length; at += LanesAtOnce * TLane.Count)
        {
            Four<TLane>(at);
        }

        for (; at + TLane.Count <= Length; at += TLane.Count)
        {
            One<TLane>(at);
        }

        for (; at < Length; at++)
        {
            One<ScalarLane<double>>(at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Four<TLane>(nint at)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        nint second = at + TLane.Count, third = second + TLane.Count, fourth = third + TLane.Count;
        TLane x0 = TLane.Load(X, at), x1 = TLane.Load(X, second), x2 = TLane.Load(X, third), x3 = TLane.Load(X, fourth);
        TLane sum0 = TLane.Zero, sum1 = TLane.Zero, sum2 = TLane.Zero, sum3 = TLane.Zero;
        for (var i = 0; i < Count; i++)
        {
            var y = Others + ((nint)Which[i] * Length);
            var weight = TLane.Create(Weights[i]);
            sum0 = TLane.MultiplyAdd(weight, x0 - TLane.Load(y, at), sum0);
            sum1 = TLane.MultiplyAdd(weight, x1 - TLane.Load(y, second), sum1);
            sum2 = TLane.MultiplyAdd(weight, x2 - TLane.Load(y, third), sum2);
            sum3 = TLane.MultiplyAdd(weight, x3 - TLane.Load(y, fourth), sum3);
        }

        (TLane.Load(Result, at) + sum0).Store(Result, at);
        (TLane.Load(Result, second) + sum1).Store(Result, second);
        (TLane.Load(Result, third) + sum2).Store(Result, third);
        (TLane.Load(Result, fourth) + sum3).Store(Result, fourth);
    }

    private readonly void One<TLane>(nint at)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var x = TLane.Load(X, at);
        var sum = TLane.Zero;
        for (var i = 0; i < Count; i++)
        {
            sum = TLane.MultiplyAdd(TLane.Create(Weights[i]), x - TLane.Load(Others + ((nint)Which[i] * Length), at), sum);
        }

        (TLane.Load(Result, at) + sum).Store(Result, at);
    }
}
