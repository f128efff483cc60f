namespace LossKit;

/// <summary>How a shortfall from the margin counts.</summary>
public enum MarginPower
{
    /// <summary>As it is.</summary>
    Linear,

    /// <summary>Squared.</summary>
    Squared,
}
