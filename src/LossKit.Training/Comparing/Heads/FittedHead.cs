namespace LossKit;

/// <summary>A head for one repeat, with the units of its training part.</summary>
internal abstract class FittedHead
{
    /// <summary>Gets how many numbers the target of a row has for the loss; 0 where it takes class indices.</summary>
    public abstract int TargetWidth { get; }

    /// <summary>Gives the targets of rows as the loss takes them.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns><see cref="TargetWidth"/> numbers for each row.</returns>
    public abstract float[] Targets(EncodedRows rows);

    /// <summary>Gives the loss of a batch.</summary>
    /// <param name="outputs">The network's outputs, [rows, outputs].</param>
    /// <param name="targets">The targets of the rows, as <see cref="Targets"/> gives them.</param>
    /// <param name="labels">The class indices of the rows; empty for regression.</param>
    /// <returns>The mean over the batch.</returns>
    public abstract Variable Loss(Variable outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels);

    /// <summary>Learns from the validation part how scores become probabilities, where the loss gives none.</summary>
    /// <param name="outputs">The network's outputs for the validation part.</param>
    /// <param name="labels">Its class indices.</param>
    public virtual void Calibrate(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels)
    {
    }

    /// <summary>Gives predictions: a number for each row, or the probabilities of its classes.</summary>
    /// <param name="outputs">The network's outputs.</param>
    /// <param name="rows">The number of rows.</param>
    /// <returns>The predictions, row by row.</returns>
    public abstract double[] Predict(ReadOnlySpan<float> outputs, int rows);

    /// <summary>Gives how far from the prediction the target is expected, where the loss has the network predict that too.</summary>
    /// <param name="outputs">The network's outputs.</param>
    /// <param name="rows">The number of rows.</param>
    /// <returns>The variance of each row in the square of the target's unit; empty where only the prediction itself is made.</returns>
    public virtual double[] PredictVariances(ReadOnlySpan<float> outputs, int rows) => [];
}
