namespace LossKit;

/// <summary>What an epoch ended with.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Training">The mean training loss of its batches.</param>
/// <param name="Validation">The loss of the validation part after it.</param>
public readonly record struct EpochRecord(int Epoch, double Training, double Validation);
