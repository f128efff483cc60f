namespace LossKit.Cli;

/// <summary>What a reader knows the lines of a picture by.</summary>
internal static class CurveNames
{
    /// <summary>Gives the name of what a line shows.</summary>
    /// <param name="quantity">What it shows.</param>
    /// <returns>The name.</returns>
    public static string Of(CurveQuantity quantity) => quantity == CurveQuantity.Hessian ? "Hessian" : Words.Of(quantity);
}
