namespace LossKit;

/// <summary>What is done to each row of a matrix; a row writes only what no other row touches.</summary>
internal interface IRowAction
{
    /// <summary>Works on one row.</summary>
    /// <param name="row">Which one, from 0.</param>
    void Execute(int row);
}
