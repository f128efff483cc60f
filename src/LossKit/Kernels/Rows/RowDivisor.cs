namespace LossKit;

/// <summary>What the mean over rows with class indices is divided by.</summary>
internal enum RowDivisor
{
    /// <summary>The number of targets that are not ignored.</summary>
    Rows,

    /// <summary>The sum of the class weights of the targets that are not ignored.</summary>
    Weights,
}
