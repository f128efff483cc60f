namespace LossKit;

/// <summary>The labels of sequences and the frames that they are aligned to.</summary>
internal sealed class SequenceLabels
{
    private readonly NamedArray _targets;
    private readonly double[] _inputLengths;
    private readonly double[] _targetLengths;

    private SequenceLabels(NamedArray targets, double[] inputLengths, double[] targetLengths)
    {
        _targets = targets;
        _inputLengths = inputLengths;
        _targetLengths = targetLengths;
    }

    /// <summary>Gets the number of sequences.</summary>
    public int Count => _targetLengths.Length;

    /// <summary>Finds them.</summary>
    /// <param name="examination">What is examined.</param>
    /// <returns>The sequences; null for a loss without any, or where shapes or lengths do not belong together.</returns>
    public static SequenceLabels? Of(Examination examination) =>
        examination.Loss is CtcLoss && examination.Inputs is { } inputs
        && inputs["targets"] is { Shape: [var count, var longest] } targets
        && inputs["input-lengths"].Values is var frames && frames.Length == count
        && inputs["target-lengths"].Values is var lengths && lengths.Length == count
        && Array.TrueForAll(lengths, length => double.IsInteger(length) && length >= 0 && length <= longest)
            ? new(targets, frames, lengths)
            : null;

    /// <summary>Gives the number of frames of a sequence.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <returns>The number.</returns>
    public double Frames(int sequence) => _inputLengths[sequence];

    /// <summary>Gives the labels of a sequence, without what pads them.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <returns>The labels.</returns>
    public ArraySegment<double> Labels(int sequence) =>
        new(_targets.Values, Start(sequence), (int)_targetLengths[sequence]);

    /// <summary>Gives the place of a sequence's first label in the array.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <returns>The place in row-major order.</returns>
    public int Start(int sequence) => sequence * _targets.Shape[1];

    /// <summary>Gives how many frames the labels need: one each, and a blank between two that are equal.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <returns>The number.</returns>
    public int FramesNeeded(int sequence)
    {
        var labels = Labels(sequence);
        return labels.Count + labels.Zip(labels.Skip(1)).Count(pair => pair.First == pair.Second);
    }
}
