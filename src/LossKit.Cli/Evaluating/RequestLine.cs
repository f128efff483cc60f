namespace LossKit.Cli;

/// <summary>A line that holds a request.</summary>
/// <param name="Text">Its bytes.</param>
/// <param name="Number">Its number in the input, from 1.</param>
internal readonly record struct RequestLine(ReadOnlyMemory<byte> Text, long Number);
