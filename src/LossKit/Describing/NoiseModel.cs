namespace LossKit;

/// <summary>The distribution whose negative log-likelihood a loss is, up to a constant.</summary>
/// <param name="Name">Its name: "Gaussian", "Laplace".</param>
/// <param name="Meaning">What the prediction is of it: "the mean, with a fixed variance".</param>
public sealed record NoiseModel(string Name, string Meaning);
