namespace LossKit;

/// <summary>How self-paced learning lets samples in.</summary>
public enum SelfPace
{
    /// <summary>Wholly, once their loss is below the threshold.</summary>
    Hard,

    /// <summary>The more the easier they are: 1 − L/λ.</summary>
    Linear,
}
