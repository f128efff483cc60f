namespace LossKit;

/// <summary>Turns the squared distance of two rows into what a matrix shall hold.</summary>
internal interface IDistanceOfSquare
{
    /// <summary>Gives an element of the matrix.</summary>
    /// <param name="squared">The squared distance of the rows.</param>
    /// <param name="row">The row of the left matrix.</param>
    /// <param name="column">The row of the right matrix.</param>
    /// <returns>The distance.</returns>
    double Of(double squared, int row, int column);
}
