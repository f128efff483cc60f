namespace LossKit;

/// <summary>Where the inputs and results of some neighbouring elements lie; null for what is absent.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct ElementwiseMemory<T>
    where T : unmanaged
{
    /// <summary>How many streams there are.</summary>
    public const int Streams = 7;

    public T* Prediction;
    public T* Target;
    public T* Companion;
    public T* Weight;
    public T* Values;
    public T* Gradient;
    public T* Second;

    /// <summary>
    /// Gives the last whole stripe, which overlaps the one before: its inputs are read where they lie, its results go into a buffer.
    /// </summary>
    /// <param name="buffer">Room for <see cref="Streams"/> stripes.</param>
    /// <param name="offset">The first element of the stripe.</param>
    /// <param name="mode">Whether the buffer needs what the memory of the derivatives holds.</param>
    /// <returns>The streams of the stripe.</returns>
    public readonly ElementwiseMemory<T> LastStripe(T* buffer, int offset, GradientMode mode)
    {
        return new()
        {
            Prediction = Prediction + offset,
            Target = Target + offset,
            Companion = Companion is null ? null : Companion + offset,
            Weight = Weight is null ? null : Weight + offset,
            Values = buffer + (4 * BlockSum.Accumulators),
            Gradient = Result(Gradient, 5),
            Second = Result(Second, 6),
        };

        T* Result(T* source, int stream)
        {
            var stripe = buffer + (stream * BlockSum.Accumulators);
            if (mode == GradientMode.Add && source is not null)
            {
                new ReadOnlySpan<T>(source + offset, BlockSum.Accumulators).CopyTo(new Span<T>(stripe, BlockSum.Accumulators));
            }

            return stripe;
        }
    }

    /// <summary>
    /// Copies the last elements into a buffer of whole stripes. The places behind them repeat the last element, so nothing that is
    /// not the user's is computed.
    /// </summary>
    /// <param name="buffer">Room for <see cref="Streams"/> stripes.</param>
    /// <param name="offset">The first of the last elements.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>The same streams, in the buffer.</returns>
    public readonly ElementwiseMemory<T> CopyRest(T* buffer, int offset, int count)
    {
        return new()
        {
            Prediction = Copy(Prediction, 0),
            Target = Copy(Target, 1),
            Companion = Copy(Companion, 2),
            Weight = Copy(Weight, 3),
            Values = buffer + (4 * BlockSum.Accumulators),
            Gradient = Copy(Gradient, 5),
            Second = Copy(Second, 6),
        };

        T* Copy(T* source, int stream)
        {
            if (source is null)
            {
                return null;
            }

            var stripe = buffer + (stream * BlockSum.Accumulators);
            new Span<T>(stripe, BlockSum.Accumulators).Fill(source[offset + count - 1]);
            new ReadOnlySpan<T>(source + offset, count).CopyTo(new Span<T>(stripe, count));
            return stripe;
        }
    }

    /// <summary>Takes the results of the last elements back from the buffer.</summary>
    /// <param name="stripe">The stripe that holds them.</param>
    /// <param name="place">Where in the stripe they begin.</param>
    /// <param name="offset">The first of the last elements.</param>
    /// <param name="count">How many there are.</param>
    public readonly void TakeRest(in ElementwiseMemory<T> stripe, int place, int offset, int count)
    {
        Take(stripe.Values, Values);
        Take(stripe.Gradient, Gradient);
        Take(stripe.Second, Second);

        void Take(T* source, T* destination)
        {
            if (destination is not null)
            {
                new ReadOnlySpan<T>(source + place, count).CopyTo(new Span<T>(destination + offset, count));
            }
        }
    }
}
