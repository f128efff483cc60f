using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>How many rows of a table are used, and why not all.</summary>
/// <param name="Read">The rows in the file.</param>
/// <param name="WithoutTarget">The rows left out because their target is missing.</param>
/// <param name="Used">The rows that are left.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RowCounts(int Read, int WithoutTarget, int Used);
