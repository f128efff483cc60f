namespace LossKit;

/// <summary>Turns the recording of gradients off for a stretch of work on this thread: evaluation, metrics, updates.</summary>
/// <remarks><code>
/// using (GradientMode.Off())
/// {
///     Variable prediction = model.Forward(x);
/// }
/// </code></remarks>
public readonly ref struct GradientMode
{
    private readonly Recorder? _recorder;
    private readonly int _before;

    private GradientMode(Recorder recorder)
    {
        _recorder = recorder;
        _before = recorder.WithoutGradients;
        recorder.WithoutGradients++;
    }

    /// <summary>Gets whether operations on this thread record how to compute their gradient.</summary>
    public static bool IsOn => Recorder.Current.WithoutGradients == 0;

    /// <summary>Turns recording off until the result is disposed.</summary>
    /// <returns>The stretch of work.</returns>
    public static GradientMode Off() => new(Recorder.Current);

    /// <summary>Sets recording back to what it was.</summary>
    public void Dispose()
    {
        if (_recorder is not null && _recorder.WithoutGradients > _before)
        {
            _recorder.WithoutGradients = _before;
        }
    }
}
