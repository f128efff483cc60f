namespace LossKit;

/// <summary>What one block gives: kept apart so that blocks can run in any order on any thread and be joined in order.</summary>
/// <param name="Sum">The sum of the block's losses.</param>
/// <param name="Violation">The first number outside its domain.</param>
internal readonly record struct BlockOutcome(double Sum, Violation Violation);
