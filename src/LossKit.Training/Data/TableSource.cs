namespace LossKit;

/// <summary>Where a table came from, so that a result can say which data it belongs to.</summary>
/// <param name="Path">The path as it was given.</param>
/// <param name="Sha256">The SHA-256 of the file's bytes as they lie on disk (compressed where the file is), in lower-case hexadecimal.</param>
/// <param name="Bytes">The length of the file in bytes.</param>
public sealed record TableSource(string Path, string Sha256, long Bytes);
