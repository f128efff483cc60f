namespace LossKit;

/// <summary>What an elementwise pass reads, and what of it is allowed.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct ElementwiseInputs<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int Count;
    public BlockStream<T> Prediction;
    public BlockStream<T> Target;
    public BlockStream<T> Companion;
    public BlockStream<T> Weight;
    public BlockMask<T> Mask;
    public Domain PredictionDomain;
    public Domain TargetDomain;
    public Domain CompanionDomain;

    /// <summary>Takes the inputs of a call. In place: a copy of what was just written has to wait for it, which is seen where elements are few.</summary>
    /// <param name="call">The call.</param>
    /// <param name="prediction">Its predictions, pinned.</param>
    /// <param name="target">Its targets, pinned.</param>
    /// <param name="companion">Its third numbers, pinned; null for none.</param>
    /// <param name="weight">Its weights, pinned; null for none.</param>
    /// <param name="mask">Its mask, pinned; null for none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(in ElementwiseCall<T> call, T* prediction, T* target, T* companion, T* weight, bool* mask)
    {
        Count = call.Prediction.Length;
        Prediction = new(prediction, 1, 0);
        Target = new(target, call.Target.Length < Count ? call.Group : 1, 0);
        Companion = new(companion, 1, call.Companion.Length < Count ? call.Companion.Length : 0);
        Weight = new(weight, 1, call.Weight.Length < Count ? call.Weight.Length : 0);
        Mask = new(mask, call.Group);
        PredictionDomain = call.PredictionDomain;
        TargetDomain = call.TargetDomain;
        CompanionDomain = call.CompanionDomain;
    }

    /// <summary>Gets how many blocks there are.</summary>
    public readonly int Blocks => (int)(((long)Count + BlockSum.BlockLength - 1) / BlockSum.BlockLength);

    /// <summary>Gets how much scratch memory a block takes: none where every input lies in memory as the elements do.</summary>
    public readonly int ScratchLength
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Target.IsDirect && Companion.IsDirect && Weight.IsDirect && Mask.IsAbsent ? 0 : 3 * BlockSum.BlockLength;
    }

    /// <summary>Gets whether elements have weights, the zeros of a mask among them.</summary>
    public readonly bool AreWeighted => !(Weight.IsAbsent && Mask.IsAbsent);

    /// <summary>Gets whether there are numbers that some input may not hold.</summary>
    public readonly bool AreBounded =>
        !(PredictionDomain.IsUnbounded && TargetDomain.IsUnbounded && (Companion.IsAbsent || CompanionDomain.IsUnbounded));

    /// <summary>Gives the inputs of a block one after the other.</summary>
    /// <param name="start">The first element of the block.</param>
    /// <param name="count">How many elements.</param>
    /// <param name="scratch">Room for <see cref="ScratchLength"/> numbers.</param>
    /// <param name="block">Receives where they lie; its results are left as they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Block(long start, int count, T* scratch, ref ElementwiseMemory<T> block)
    {
        block.Prediction = Prediction.Block(start, count, null);
        block.Target = Target.Block(start, count, scratch);
        block.Companion = Companion.Block(start, count, scratch + BlockSum.BlockLength);
        block.Weight = Mask.Apply(Weight, start, count, scratch + (2 * BlockSum.BlockLength));
    }

    /// <summary>Finds the first number of a block that is not allowed and counts.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="block">The block's inputs.</param>
    /// <param name="start">The first element of the block.</param>
    /// <param name="count">How many elements.</param>
    /// <returns>The place in its input.</returns>
    public readonly Violation FirstOutside<TLane>(in ElementwiseMemory<T> block, long start, int count)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var index = DomainScan.FirstOutside<TLane, T>(block.Prediction, block.Weight, count, PredictionDomain);
        if (index >= 0)
        {
            return new(InputStream.Prediction, start + index);
        }

        index = DomainScan.FirstOutside<TLane, T>(block.Target, block.Weight, count, TargetDomain);
        if (index >= 0)
        {
            return new(InputStream.Target, Target.IndexOf(start + index));
        }

        index = Companion.IsAbsent ? -1 : DomainScan.FirstOutside<TLane, T>(block.Companion, block.Weight, count, CompanionDomain);
        return index >= 0 ? new(InputStream.Companion, Companion.IndexOf(start + index)) : Violation.None;
    }
}
