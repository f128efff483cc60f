namespace LossKit;

/// <summary>
/// The mathematics of a loss whose single losses (a pair, a row of a similarity matrix, a sequence, a region) can be computed side by side.
/// </summary>
internal interface IUnitKernel
{
    /// <summary>Computes one single loss, and adds its gradient to what only this unit writes.</summary>
    /// <param name="unit">Which one, from 0.</param>
    /// <param name="scale">What the gradient is multiplied by; where it is 0, nothing is added, whatever the inputs hold.</param>
    /// <returns>The loss, not scaled.</returns>
    double Evaluate(int unit, double scale);
}
