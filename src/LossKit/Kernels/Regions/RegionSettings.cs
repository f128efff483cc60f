namespace LossKit;

/// <summary>What losses of regions have in common.</summary>
/// <param name="Activation">What makes probabilities of predictions.</param>
/// <param name="Scope">What is counted together.</param>
/// <param name="IgnoreIndex">The class index whose positions count in no sum; null for none.</param>
internal readonly record struct RegionSettings(RegionActivation Activation, RegionScope Scope, int? IgnoreIndex);
