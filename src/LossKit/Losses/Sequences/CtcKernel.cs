using System.Buffers;

namespace LossKit;

/// <summary>One sequence: the softmax of its frames, the alignment of its target, and softmax − occupancy as the gradient.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct CtcKernel<T> : IUnitKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // About ln 2: 1 − P keeps more digits than P where P is above ½.
    private const double MostOfComplement = 0.7;

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
        var rented = ArrayPool<double>.Shared.Rent(CtcMemory.Length(frames, labels));
        var integers = ArrayPool<int>.Shared.Rent(CtcLabels.Length(labels, Classes));
        var scratch = ArrayPool<T>.Shared.Rent(CtcFrames<T>.Length(Classes));
        try
        {
            fixed (double* doubles = rented)
            fixed (int* lists = integers)
            fixed (T* elements = scratch)
            {
                var memory = new CtcMemory(doubles, frames, labels, Blank);
                var target = new CtcLabels(Targets + ((nint)unit * TargetColumns), labels, lists);
                memory.Fill(target);
                return Align(new CtcFrames<T>(this, memory, target, elements, unit, scale), memory, target, isGradientWanted);
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
            ArrayPool<int>.Shared.Return(integers);
            ArrayPool<T>.Shared.Return(scratch);
        }
    }

    private readonly double Align(CtcFrames<T> frames, in CtcMemory memory, in CtcLabels labels, bool isGradientWanted)
    {
        frames.Execute(CtcStep.Measure);
        if (frames.IsUndefined)
        {
            if (isGradientWanted)
            {
                frames.FillNaN();
            }

            return double.NaN;
        }

        if (labels.NeedMoreThan(memory.Frames))
        {
            return ImpossibleValue;
        }

        var loss = Plain(memory, labels, isGradientWanted) ?? Scaled(frames, memory, isGradientWanted);
        if (loss == double.PositiveInfinity)
        {
            return ImpossibleValue;
        }

        if (isGradientWanted)
        {
            frames.Execute(CtcStep.Differentiate);
        }

        return loss;
    }

    // Null where plain numbers are not enough. Whether they are does not depend on whether the gradient is wanted.
    private readonly double? Plain(in CtcMemory memory, in CtcLabels labels, bool isGradientWanted)
    {
        var forward = new CtcForward(memory);
        LaneDispatch.Run<CtcForward, double>(ref forward, Width);
        var loss = forward.Loss;
        if (loss < MostOfComplement)
        {
            var complement = new CtcComplement(memory, labels);
            LaneDispatch.Run<CtcComplement, double>(ref complement, Width);
            loss = complement.Loss;
        }

        if (!isGradientWanted && loss < CtcRange.SafeLoss)
        {
            return loss;
        }

        var backward = new CtcBackward(memory);
        LaneDispatch.Run<CtcBackward, double>(ref backward, Width);
        return backward.IsExact ? loss : null;
    }

    private readonly double Scaled(CtcFrames<T> frames, in CtcMemory memory, bool areSharesWanted)
    {
        frames.Execute(CtcStep.LookUp);
        var rented = ArrayPool<double>.Shared.Rent(CtcScaled.Length(memory));
        try
        {
            fixed (double* exponents = rented)
            {
                var scaled = new CtcScaled(memory, exponents, areSharesWanted);
                LaneDispatch.Run<CtcScaled, double>(ref scaled, Width);
                return scaled.Loss;
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }
}
