using System.Buffers;

namespace LossKit;

/// <content>Sequences of scores against shorter sequences of labels.</content>
public static partial class LossForward
{
    /// <summary>Evaluates the loss of sequences; the gradient flows to the logits.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="logits">The scores of the classes at each frame, [T, N, C].</param>
    /// <param name="targets">The labels of all targets row by row, [N, S]; what stands beyond a target's length is not read.</param>
    /// <param name="inputLengths">How many frames each input has, [N].</param>
    /// <param name="targetLengths">How many labels each target has, [N].</param>
    /// <returns>A scalar; with <see cref="Reduction.None"/>, the losses of the sequences.</returns>
    /// <exception cref="LossException">Shapes do not belong together, a length is out of range, or a label is no class or the blank.</exception>
    /// <exception cref="ArgumentException">The targets are no rows of one length.</exception>
    public static Variable Forward(
        this CtcLoss loss, Variable logits, ReadOnlySpan<int> targets, ReadOnlySpan<int> inputLengths, ReadOnlySpan<int> targetLengths)
    {
        int columns = inputLengths.IsEmpty ? 0 : targets.Length / inputLengths.Length;
        if (columns * inputLengths.Length != targets.Length)
        {
            throw new ArgumentException(
                $"{targets.Length} labels are no rows of one length for {inputLengths.Length} inputs: pad shorter targets behind their last label.",
                nameof(targets));
        }

        return loss.Forward(
            [
                logits,
                Whole(targets, new Shape(inputLengths.Length, columns)),
                Whole(inputLengths, new Shape(inputLengths.Length)),
                Whole(targetLengths, new Shape(targetLengths.Length)),
            ]);
    }

    // Class indices and lengths are far below 2^24, up to which a float holds every whole number.
    private static Variable Whole(ReadOnlySpan<int> numbers, Shape shape)
    {
        float[] values = ArrayPool<float>.Shared.Rent(numbers.Length);
        for (int i = 0; i < numbers.Length; i++)
        {
            values[i] = numbers[i];
        }

        Variable variable = Variable.Constant(values.AsSpan(0, numbers.Length), shape);
        ArrayPool<float>.Shared.Return(values);
        return variable;
    }
}
