namespace LossKit;

/// <summary>What a loss of a positive mean is given as predictions.</summary>
public enum MeanInput
{
    /// <summary>The logarithm of the mean: any number.</summary>
    LogMean,

    /// <summary>The mean itself.</summary>
    Mean,
}
