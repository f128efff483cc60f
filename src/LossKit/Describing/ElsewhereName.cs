namespace LossKit;

/// <summary>What another library calls a loss.</summary>
/// <param name="Library">The library: "PyTorch".</param>
/// <param name="Name">Its name there; "none" where it is missing.</param>
/// <param name="Difference">How its convention differs, or an empty text.</param>
public sealed record ElsewhereName(string Library, string Name, string Difference = "");
