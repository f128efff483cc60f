namespace LossKit;

/// <summary>One unit of work of a comparison: one loss in one repeat.</summary>
/// <param name="Loss">The loss as it was written.</param>
/// <param name="Repeat">The repeat, counted from 1.</param>
public readonly record struct RunKey(string Loss, int Repeat);
