using System.Buffers;
using System.Numerics.Tensors;

namespace LossKit;

/// <summary>One row of a distillation: two softmaxes, the terms of the classes, and the gradient of their weighted sum.</summary>
/// <remarks>
/// ln p − ln q is ((t − max t) − (z − max z)) − (ln Σ − ln Σ), so that large logits which both have in common cost no digit. With weights w of the
/// classes the gradient is T·(q·Σ w·p − w·p). These add up to 0, so that of a class with more than half of the student's probability is what
/// the others lack: the difference of two numbers near 1 would have lost it.
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct DistillationRow<T> : IUnitKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T* Student;
    public T* Teacher;
    public T* Gradient;
    public T* Values;
    public T* Weight;
    public int Classes;
    public double Temperature;
    public double Scale;
    public LaneWidth Width;

    /// <inheritdoc/>
    public readonly double Evaluate(int unit, double scale)
    {
        var padded = RowMemory<T>.PaddedLength(Classes);
        var rented = ArrayPool<T>.Shared.Rent(Pass.Parts * padded);
        fixed (T* memory = rented)
        {
            var pass = new Pass(this, memory, padded, (nint)unit * Classes, scale * Scale * Temperature);
            LaneDispatch.Run<Pass, T>(ref pass, Width);
            ArrayPool<T>.Shared.Return(rented);
            return pass.Sum;
        }
    }

    /// <summary>The work on one row with lanes of one width.</summary>
    private struct Pass(DistillationRow<T> row, T* memory, int padded, nint start, double slope) : ILaneAction<T>
    {
        /// <summary>The parts of the memory: scores and powers of both, weights, results.</summary>
        public const int Parts = 6;

        private readonly RowMemory<T> _student = Row(memory, row.Classes, padded);
        private readonly RowMemory<T> _teacher = Row(memory + (2 * (nint)padded), row.Classes, padded);
        private readonly T* _weights = memory + (4 * (nint)padded);
        private readonly T* _results = memory + (5 * (nint)padded);

        /// <summary>Gets the sum of the weighted terms.</summary>
        public double Sum { get; private set; }

        /// <inheritdoc/>
        public void Run<TLane>()
            where TLane : struct, ILaneMemory<TLane, T>
        {
            Read<TLane>(row.Student, _student);
            Read<TLane>(row.Teacher, _teacher);
            ReadWeights();
            var student = SoftmaxRow.Measure<TLane, T>(_student);
            var teacher = SoftmaxRow.Measure<TLane, T>(_teacher);
            if (student.IsUndefined || teacher.IsUndefined)
            {
                FillNaN();
                return;
            }

            Terms<TLane>(student, teacher);
            Sum = BlockSum.Sum<TLane, T>(_results, padded);
            if (row.Values is not null)
            {
                new ReadOnlySpan<T>(_results, row.Classes).CopyTo(new Span<T>(row.Values + start, row.Classes));
            }

            if (row.Gradient is not null && slope != 0)
            {
                Slopes<TLane>(student);
                AddGradient();
            }
        }

        private static RowMemory<T> Row(T* memory, int classes, int padded) =>
            RowMemory<T>.InPadded(new() { Scores = memory, Scratch = memory + padded }, classes);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLane Probability<TLane>(TLane power, double total)
            where TLane : struct, ILaneMemory<TLane, T> => power / TLane.Create(total);

        // Weighted terms into the results, weighted probabilities of the teacher into its powers.
        private readonly void Terms<TLane>(in SoftmaxRow student, in SoftmaxRow teacher)
            where TLane : struct, ILaneMemory<TLane, T>
        {
            var factor = TLane.Create(row.Temperature * row.Temperature);
            var offset = TLane.Create(teacher.LogTotal - student.LogTotal);
            var (top, teacherTop) = (TLane.Create(student.Largest), TLane.Create(teacher.Largest));
            for (nint i = 0; i < padded; i += TLane.Count)
            {
                var shifted = TLane.Load(_teacher.Scores, i) - teacherTop;
                var p = Probability(TLane.Load(_teacher.Scratch, i), teacher.Total);
                var difference = shifted - (TLane.Load(_student.Scores, i) - top) - offset;
                var weight = TLane.Load(_weights, i);
                var term = TLane.Select(TLane.AreEqual(p, TLane.Zero), TLane.Zero, factor * p * difference);
                LaneMath.MultiplyOrZero(weight, term).Store(_results, i);
                (weight * p).Store(_teacher.Scratch, i);
            }
        }

        private readonly void Slopes<TLane>(in SoftmaxRow student)
            where TLane : struct, ILaneMemory<TLane, T>
        {
            var mass = TLane.Create(BlockSum.Sum<TLane, T>(_teacher.Scratch, padded));
            var factor = TLane.Create(slope);
            var excluded = TLane.Create(double.NegativeInfinity);
            for (nint i = 0; i < padded; i += TLane.Count)
            {
                var q = Probability(TLane.Load(_student.Scratch, i), student.Total);
                (factor * ((q * mass) - TLane.Load(_teacher.Scratch, i))).Store(_results, i);
            }

            if (student.Total < 2)
            {
                var sure = new ReadOnlySpan<T>(_student.Scores, row.Classes).IndexOf(T.CreateTruncating(student.Largest));
                _results[sure] = T.Zero;
                _results[sure] = T.CreateTruncating(-BlockSum.Sum<TLane, T>(_results, padded));
            }

            // A class that the student excludes has no gradient, even where the teacher does not.
            for (nint i = 0; i < padded; i += TLane.Count)
            {
                var isExcluded = TLane.AreEqual(TLane.Load(_student.Scores, i), excluded);
                TLane.Select(isExcluded, TLane.Zero, TLane.Load(_results, i)).Store(_results, i);
            }
        }

        private readonly void Read<TLane>(T* source, in RowMemory<T> destination)
            where TLane : struct, ILaneMemory<TLane, T>
        {
            new ReadOnlySpan<T>(source + start, row.Classes).CopyTo(new Span<T>(destination.Scores, row.Classes));
            new Span<T>(destination.Scores + row.Classes, padded - row.Classes).Fill(T.NegativeInfinity);
            var temperature = TLane.Create(row.Temperature);
            for (nint i = 0; i < padded; i += TLane.Count)
            {
                (TLane.Load(destination.Scores, i) / temperature).Store(destination.Scores, i);
            }
        }

        private readonly void ReadWeights()
        {
            var weights = new Span<T>(_weights, padded);
            weights.Fill(T.One);
            if (row.Weight is not null)
            {
                new ReadOnlySpan<T>(row.Weight + start, row.Classes).CopyTo(weights);
            }
        }

        private readonly void AddGradient()
        {
            var gradient = new Span<T>(row.Gradient + start, row.Classes);
            TensorPrimitives.Add(gradient, new ReadOnlySpan<T>(_results, row.Classes), gradient);
        }

        // A row without a softmax: every term whose weight is not 0 is NaN, and the gradient where there is such a term.
        private void FillNaN()
        {
            var isSeen = false;
            for (var i = 0; i < row.Classes; i++)
            {
                var isWeighted = _weights[i] != T.Zero;
                isSeen |= isWeighted;
                _results[i] = T.NaN;
                if (row.Values is not null)
                {
                    row.Values[start + i] = isWeighted ? T.NaN : T.Zero;
                }
            }

            Sum = isSeen ? double.NaN : 0;
            if (isSeen && row.Gradient is not null && slope != 0)
            {
                AddGradient();
            }
        }
    }
}
