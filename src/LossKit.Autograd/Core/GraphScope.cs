namespace LossKit;

/// <summary>A stretch of work, such as a training step, whose variables are recycled when it ends.</summary>
/// <remarks>
/// <para>Inside a scope the results of operations come from nodes and buffers of the thread's earlier scopes, so that a
/// training step allocates nothing once it has run before:</para>
/// <code>
/// using (GraphScope.Begin())
/// {
///     Variable loss = criterion.Forward(model.Forward(x), y);
///     loss.Backward();
///     optimizer.Step();
///     optimizer.ZeroGradients();
/// }
/// </code>
/// <para>A variable made inside must not be used after the end; that is an error, not a wrong number. Parameters are made
/// by <see cref="Variable.Parameter"/> and outlive every scope. Without a scope everything works the same and the garbage
/// collector cleans up. Scopes belong to the thread that opened them; they may be nested, and must not span an
/// <c>await</c>.</para>
/// </remarks>
public readonly ref struct GraphScope
{
    private readonly Recorder? _recorder;
    private readonly int _before;
    private readonly int _depth;

    private GraphScope(Recorder recorder)
    {
        _recorder = recorder;
        _before = recorder.Pool.InUse;
        _depth = recorder.Scopes;
        recorder.Scopes++;
    }

    /// <summary>Opens a scope on this thread.</summary>
    /// <returns>The scope; dispose it at the end of the step.</returns>
    public static GraphScope Begin() => new(Recorder.Current);

    /// <summary>Ends the scope, and those opened inside it, and recycles their variables.</summary>
    public void Dispose()
    {
        // A second call, or one after an outer scope has ended, finds fewer scopes open and does nothing.
        if (_recorder is not null && _recorder.Scopes > _depth)
        {
            _recorder.Scopes = _depth;
            _recorder.Pool.ReturnFrom(_before);
        }
    }
}
