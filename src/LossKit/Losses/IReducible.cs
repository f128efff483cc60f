namespace LossKit;

/// <summary>A loss that can be made again with another reduction, as the catalogue does with one that was registered.</summary>
internal interface IReducible
{
    /// <summary>Makes the same loss with another reduction.</summary>
    /// <param name="reduction">The reduction.</param>
    /// <returns>The loss.</returns>
    Loss With(Reduction reduction);
}
