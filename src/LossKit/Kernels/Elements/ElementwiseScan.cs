namespace LossKit;

/// <summary>
/// A pass that only holds inputs against their domains, ahead of one whose results go where a failed call must change nothing.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct ElementwiseScan<T> : IPartitionedJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private ElementwiseInputs<T> _inputs;
    private LaneWidth _width;

    // The first block known to hold a number outside; that of the last one's successor while there is none.
    private int* _culprit;

    /// <summary>Finds the first number that is not allowed and counts.</summary>
    /// <param name="inputs">The inputs, pinned.</param>
    /// <param name="width">The register width.</param>
    /// <returns>Where it is.</returns>
    public static Violation FirstOutside(in ElementwiseInputs<T> inputs, LaneWidth width)
    {
        if (!inputs.AreBounded)
        {
            return Violation.None;
        }

        var culprit = inputs.Blocks;
        var scan = new ElementwiseScan<T> { _inputs = inputs, _width = width, _culprit = &culprit };
        ElementwiseParts.Run(ref scan, inputs.Count);
        return culprit < inputs.Blocks ? scan.FirstOf(culprit, culprit + 1).Violation : Violation.None;
    }

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        var (first, end) = ElementwiseParts.BlocksOf(part, _inputs.Blocks);
        var (block, violation) = FirstOf(first, end);
        if (!violation.IsFound)
        {
            return;
        }

        var known = Volatile.Read(ref *_culprit);
        while (block < known)
        {
            var before = Interlocked.CompareExchange(ref *_culprit, block, known);
            if (before == known)
            {
                return;
            }

            known = before;
        }
    }

    private readonly (int Block, Violation Violation) FirstOf(int first, int end)
    {
        var search = new Search(in _inputs, first, end);
        LaneDispatch.Run<Search, T>(ref search, _width);
        return (search.Block, search.Found);
    }

    private ref struct Search(ref readonly ElementwiseInputs<T> inputs, int first, int end) : ILaneAction<T>
    {
        private readonly ref readonly ElementwiseInputs<T> _inputs = ref inputs;

        public int Block { get; private set; }

        public Violation Found { get; private set; } = Violation.None;

        [SkipLocalsInit]
        public void Run<TLane>()
            where TLane : struct, ILaneMemory<TLane, T>
        {
            var scratch = stackalloc T[_inputs.ScratchLength];
            ElementwiseMemory<T> block = default;
            for (Block = first; Block < end; Block++)
            {
                var start = (long)Block * BlockSum.BlockLength;
                var count = (int)Math.Min(BlockSum.BlockLength, _inputs.Count - start);
                _inputs.Block(start, count, scratch, ref block);
                Found = _inputs.FirstOutside<TLane>(block, start, count);
                if (Found.IsFound)
                {
                    return;
                }
            }
        }
    }
}
