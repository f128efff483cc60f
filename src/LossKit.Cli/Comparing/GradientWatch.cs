namespace LossKit.Cli;

/// <summary>Whether the gradients of a comparison are looked at while it trains.</summary>
internal enum GradientWatch
{
    /// <summary>They are not.</summary>
    Off,

    /// <summary>Once in every epoch.</summary>
    EveryEpoch,
}
