using System.Buffers;

namespace LossKit;

/// <summary>One sequence: the softmax of its frames, the alignment of its target, and softmax − occupancy as the gradient.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct CtcKernel<T> : IUnitKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T* Logits;
    public T* Gradient;
    public int* Targets;
    public int* InputLengths;
    public int* TargetLengths;
    public int Sequences;
    public int Classes;
    public int TargetColumns;
    public int Blank;
    public double ImpossibleValue;
    public LaneWidth Width;

    /// <inheritdoc/>
    public readonly double Evaluate(int unit, double scale)
    {
        var (frames, labels) = (InputLengths[unit], TargetLengths[unit]);
        if (frames == 0)
        {
            return labels == 0 ? 0 : ImpossibleValue;
        }

        var isGradientWanted = Gradient is not null && scale != 0;
        var forwardRows = isGradientWanted ? frames : Math.Min(2, frames);
        var rented = ArrayPool<double>.Shared.Rent(CtcMemory.Length(frames, labels, Classes, forwardRows));
        var scratch = ArrayPool<T>.Shared.Rent(CtcFrames<T>.Parts * RowMemory<T>.PaddedLength(Classes));
        try
        {
            fixed (double* doubles = rented)
            fixed (T* elements = scratch)
            {
                var memory = new CtcMemory(doubles, frames, labels, forwardRows);
                var target = Targets + ((nint)unit * TargetColumns);
                return Align(new CtcFrames<T>(this, memory, elements, target, unit, scale), memory, isGradientWanted);
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
            ArrayPool<T>.Shared.Return(scratch);
        }
    }

    private readonly double Align(CtcFrames<T> frames, CtcMemory memory, bool isGradientWanted)
    {
        frames.Step = CtcStep.Measure;
        LaneDispatch.Run<CtcFrames<T>, T>(ref frames, Width);
        if (frames.IsUndefined)
        {
            if (isGradientWanted)
            {
                frames.FillNaN();
            }

            return double.NaN;
        }

        var alignment = new CtcAlignment(memory, isGradientWanted);
        LaneDispatch.Run<CtcAlignment, double>(ref alignment, Width);
        if (alignment.LogLikelihood == double.NegativeInfinity)
        {
            return ImpossibleValue;
        }

        if (isGradientWanted)
        {
            frames.Step = CtcStep.Differentiate;
            LaneDispatch.Run<CtcFrames<T>, T>(ref frames, Width);
        }

        // Rounding may put a certain target a little above probability 1.
        return Math.Max(0, -alignment.LogLikelihood);
    }
}
