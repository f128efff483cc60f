using System.Buffers;

namespace LossKit;

/// <summary>The image of one unit: a row of costs at a time, and the gradient of the row from what it and the row above pass on.</summary>
/// <typeparam name="TVariation">How the two differences are put together.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct VariationKernel<TVariation, T> : IUnitKernel
    where TVariation : struct, IVariation
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T* Prediction;
    public T* Gradient;
    public int Planes;
    public int Height;
    public int Width;
    public LaneWidth Registers;

    /// <inheritdoc/>
    public readonly double Evaluate(int unit, double scale)
    {
        // Costs, what is passed on to the side (with a 0 before the first), downwards, and downwards from the row above.
        var rented = ArrayPool<T>.Shared.Rent((4 * Width) + 1);
        double total;
        fixed (T* memory = rented)
        {
            var start = (nint)unit * Planes * Height * Width;
            var rows = new Rows
            {
                Pixels = Prediction + start,
                Gradient = Gradient is null || scale == 0 ? null : Gradient + start,
                Count = Planes * Height,
                Height = Height,
                Width = Width,
                Scale = scale,
                Costs = memory,
                Sides = memory + Width + 1,
                Down = memory + (2 * Width) + 1,
                FromAbove = memory + (3 * Width) + 1,
            };
            rows.Sides[-1] = T.Zero;
            LaneDispatch.Run<Rows, T>(ref rows, Registers);
            total = rows.Total.Value;
        }

        ArrayPool<T>.Shared.Return(rented);
        return total;
    }

    private struct Rows : ILaneAction<T>
    {
        public T* Pixels;
        public T* Gradient;
        public int Count;
        public int Height;
        public int Width;
        public double Scale;
        public T* Costs;
        public T* Sides;
        public T* Down;
        public T* FromAbove;
        public CompensatedSum Total;

        /// <inheritdoc/>
        public void Run<TLane>()
            where TLane : struct, ILaneMemory<TLane, T>
        {
            for (var row = 0; row < Count; row++)
            {
                if (row % Height == 0)
                {
                    new Span<T>(FromAbove, Width).Clear();
                }

                var start = (nint)row * Width;
                Cost<TLane>(Pixels + start, hasBelow: (row + 1) % Height != 0);
                for (var first = 0; first < Width; first += BlockSum.BlockLength)
                {
                    Total += BlockSum.Sum<TLane, T>(Costs + first, Math.Min(BlockSum.BlockLength, Width - first));
                }

                if (Gradient is not null)
                {
                    AddGradient<TLane>(Gradient + start);
                }

                var down = Down;
                Down = FromAbove;
                FromAbove = down;
            }
        }

        private readonly void Cost<TLane>(T* pixels, bool hasBelow)
            where TLane : struct, ILaneMemory<TLane, T>
        {
            var i = 0;
            for (; i <= Width - 1 - TLane.Count; i += TLane.Count)
            {
                CostAt<TLane>(pixels, i, hasRight: true, hasBelow);
            }

            for (; i < Width; i++)
            {
                CostAt<ScalarLane<T>>(pixels, i, i < Width - 1, hasBelow);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void CostAt<TLane>(T* pixels, int i, bool hasRight, bool hasBelow)
            where TLane : struct, ILaneMemory<TLane, T>
        {
            // Where there is no neighbour the difference is that of the pixel to itself: 0, or NaN, which stays visible.
            var here = TLane.Load(pixels, i);
            var right = (hasRight ? TLane.Load(pixels, i + 1) : here) - here;
            var below = (hasBelow ? TLane.Load(pixels, i + Width) : here) - here;
            TVariation.Cost(right, below, out var bySide, out var byHeight).Store(Costs, i);
            bySide.Store(Sides, i);
            byHeight.Store(Down, i);
        }

        private readonly void AddGradient<TLane>(T* gradient)
            where TLane : struct, ILaneMemory<TLane, T>
        {
            var i = 0;
            for (; i <= Width - TLane.Count; i += TLane.Count)
            {
                AddGradientAt<TLane>(gradient, i);
            }

            for (; i < Width; i++)
            {
                AddGradientAt<ScalarLane<T>>(gradient, i);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void AddGradientAt<TLane>(T* gradient, int i)
            where TLane : struct, ILaneMemory<TLane, T>
        {
            var along = TLane.Load(Sides, i - 1) - TLane.Load(Sides, i);
            var across = TLane.Load(FromAbove, i) - TLane.Load(Down, i);
            TLane.MultiplyAdd(along + across, TLane.Create(Scale), TLane.Load(gradient, i)).Store(gradient, i);
        }
    }
}
