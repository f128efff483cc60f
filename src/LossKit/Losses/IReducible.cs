namespace LossKit;

/// <summary>A loss that can be made again with another reduction, as the catalogue does with one that was registered.</summary>
internal interface IReducible
{
    /// <summary>Makes the same loss with the reduction of some options.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The loss.</returns>
    Loss With(LossOptions options);
}
