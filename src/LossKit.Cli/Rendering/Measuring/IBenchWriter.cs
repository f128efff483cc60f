namespace LossKit.Cli;

/// <summary>Writes measurements as they come.</summary>
internal interface IBenchWriter
{
    /// <summary>Writes what stands before the first.</summary>
    void Begin();

    /// <summary>Writes one.</summary>
    /// <param name="measurement">The measurement.</param>
    void Write(Measurement measurement);
}
