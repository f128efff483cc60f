using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Neighbouring blocks of an elementwise pass, worked through with lanes of one width.</summary>
/// <typeparam name="TKernel">The kernel.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TWanted">Which results are wanted.</typeparam>
/// <param name="job">The pass.</param>
/// <param name="first">The first block.</param>
/// <param name="end">The block after the last.</param>
internal readonly unsafe ref struct ElementwiseBlocks<TKernel, T, TWanted>(
    ref readonly ElementwiseJob<TKernel, T, TWanted> job, int first, int end) : ILaneAction<T>
    where TKernel : struct, ICompanionKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TWanted : struct, IWanted
{
    private readonly ref readonly ElementwiseJob<TKernel, T, TWanted> _job = ref job;

    /// <inheritdoc/>
    public void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        if (_job.IsPlain)
        {
            Run<TLane, PlainForm>(default);
            return;
        }

        Run<TLane, AnyForm>(new()
        {
            IsWeighted = _job.Inputs.AreWeighted,
            StoresValues = _job.Values is not null,
            StoresGradient = _job.Gradient is not null,
            Mode = _job.Mode,
        });
    }

    [SkipLocalsInit]
    private void Run<TLane, TForm>(TForm form)
        where TLane : struct, ILaneMemory<TLane, T>
        where TForm : struct, IPassForm
    {
        // For inputs that have to be spread, and for losses that do not go to the caller as they are.
        var areValuesApart = form.StoresValues && !_job.WritesValues;
        var scratch = stackalloc T[_job.Inputs.ScratchLength + (areValuesApart ? BlockSum.BlockLength : 0)];
        var losses = scratch + _job.Inputs.ScratchLength;
        var areBounded = _job.Inputs.AreBounded;
        var pass = new ElementwisePass<TKernel, T, TWanted, TForm>(_job.Kernel, form, _job.Scale);
        ElementwiseMemory<T> block = default;
        for (var index = first; index < end; index++)
        {
            var start = (long)index * BlockSum.BlockLength;
            var count = (int)Math.Min(BlockSum.BlockLength, _job.Inputs.Count - start);
            _job.Inputs.Block(start, count, scratch, ref block);
            var violation = areBounded ? _job.Inputs.FirstOutside<TLane>(block, start, count) : Violation.None;
            var sum = 0.0;
            if (!violation.IsFound)
            {
                block.Values = areValuesApart ? losses : _job.Values is null ? null : _job.Values + start;
                block.Gradient = _job.Gradient is null ? null : _job.Gradient + start;
                block.Second = _job.Second is null ? null : _job.Second + start;
                sum = pass.Run<TLane>(block, count);
                if (areValuesApart)
                {
                    Deliver(losses, start, count);
                }
            }

            _job.Outcomes[index] = new(sum, violation);
        }
    }

    // The losses of a term go to the caller multiplied by its factor; their sum was taken before.
    private void Deliver(T* losses, long start, int count)
    {
        var source = new ReadOnlySpan<T>(losses, count);
        var values = new Span<T>(_job.Values + start, count);
        var factor = T.CreateTruncating(_job.ValuesFactor);
        if (_job.ValuesMode == GradientMode.Add)
        {
            TensorPrimitives.MultiplyAdd(source, factor, values, values);
        }
        else
        {
            TensorPrimitives.Multiply(source, factor, values);
        }
    }
}
