namespace LossKit;

/// <summary>What the Lovász losses leave to choose.</summary>
/// <param name="Classes">Which classes are averaged.</param>
/// <param name="Scope">What is sorted together.</param>
/// <param name="IgnoreIndex">The class index whose positions are left out; null for none.</param>
internal readonly record struct LovaszSettings(LovaszClasses Classes, BatchScope Scope, int? IgnoreIndex);
