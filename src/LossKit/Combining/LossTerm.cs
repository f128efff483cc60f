namespace LossKit;

/// <summary>One term of a sum of losses: a loss and what it is multiplied by.</summary>
/// <param name="Factor">What the loss is multiplied by; a finite number.</param>
/// <param name="Loss">The loss.</param>
public readonly record struct LossTerm(double Factor, Loss Loss);
