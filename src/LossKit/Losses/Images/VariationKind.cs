namespace LossKit;

/// <summary>How the two differences of a pixel are put together.</summary>
public enum VariationKind
{
    /// <summary>|dx| + |dy|: edges along the axes are the cheapest.</summary>
    Anisotropic,

    /// <summary>sqrt(dx² + dy²): the direction of an edge does not matter.</summary>
    Isotropic,

    /// <summary>dx² + dy²: smooth gradients instead of edges.</summary>
    Squared,
}
