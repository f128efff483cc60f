namespace LossKit;

/// <summary>How gradient descent carries on in the direction of earlier steps.</summary>
public enum Momentum
{
    /// <summary>The step goes along the running sum of gradients (Polyak 1964).</summary>
    Classical,

    /// <summary>The step looks ahead along that sum (Nesterov 1983, in the form of Sutskever et al. 2013).</summary>
    Nesterov,
}
