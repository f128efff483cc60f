namespace LossKit;

/// <summary>How far a curriculum has come in each epoch: from a share of the difficulties to all of them.</summary>
/// <remarks>Source of the shapes: G. Hacohen, D. Weinshall, On the power of curriculum learning in training deep networks, ICML 2019.</remarks>
public sealed class CurriculumSchedule
{
    private readonly double _power;

    /// <summary>Initializes a new instance of the <see cref="CurriculumSchedule"/> class.</summary>
    /// <param name="start">The progress in the first epoch, from 0 to 1.</param>
    /// <param name="epochs">After how many epochs everything is in; at least 1.</param>
    /// <param name="power">The shape: 1 is a straight line, 2 begins slowly, 0.5 quickly; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public CurriculumSchedule(double start, int epochs, double power = 1)
    {
        if (!(start >= 0 && start <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, $"The start is {start}; write a share from 0 to 1.");
        }

        if (!(power > 0 && double.IsFinite(power)))
        {
            throw new ArgumentOutOfRangeException(nameof(power), power, $"The power is {power}; write a positive number.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        Start = start;
        Epochs = epochs;
        _power = power;
    }

    /// <summary>Gets the progress in the first epoch.</summary>
    public double Start { get; }

    /// <summary>Gets after how many epochs everything is in.</summary>
    public int Epochs { get; }

    /// <summary>Gives the progress in an epoch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <returns>The progress, from <see cref="Start"/> to 1.</returns>
    public double At(int epoch) => epoch >= Epochs ? 1 : Start + ((1 - Start) * Math.Pow(Math.Max(0, epoch) / (double)Epochs, _power));

    /// <summary>Gives the loss of an epoch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <returns>The loss, to be given the samples' losses and difficulties.</returns>
    public CurriculumLoss LossAt(int epoch) => new(At(epoch));
}
