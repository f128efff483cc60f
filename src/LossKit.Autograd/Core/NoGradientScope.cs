namespace LossKit;

/// <summary>A stretch of work on this thread that records no gradients: evaluation, metrics, updates.</summary>
/// <remarks><code>
/// using (NoGradientScope.Begin())
/// {
///     Variable prediction = model.Forward(x);
/// }
/// </code></remarks>
public readonly ref struct NoGradientScope
{
    private readonly Recorder? _recorder;
    private readonly int _before;

    private NoGradientScope(Recorder recorder)
    {
        _recorder = recorder;
        _before = recorder.WithoutGradients;
        recorder.WithoutGradients++;
    }

    /// <summary>Turns recording off until the result is disposed.</summary>
    /// <returns>The scope.</returns>
    public static NoGradientScope Begin() => new(Recorder.Current);

    /// <summary>Sets recording back to what it was.</summary>
    public void Dispose()
    {
        if (_recorder is not null && _recorder.WithoutGradients > _before)
        {
            _recorder.WithoutGradients = _before;
        }
    }
}
