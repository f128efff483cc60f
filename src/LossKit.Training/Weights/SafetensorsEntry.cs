namespace LossKit;

/// <summary>A tensor in a safetensors file.</summary>
/// <param name="ElementType">The name of its element type, such as <c>F32</c>.</param>
/// <param name="Shape">The lengths of its axes.</param>
/// <param name="Begin">Where its numbers begin, in bytes after the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafetensorsEntry(string ElementType, int[] Shape, long Begin, long End);
