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
    /// <param name="padded">What <see cref="CopyRest"/> gave.</param>
    /// <param name="offset">The first of the last elements.</param>
    /// <param name="count">How many there are.</param>
    public readonly void TakeRest(in ElementwiseMemory<T> padded, int offset, int count)
    {
        Take(padded.Values, Values);
        Take(padded.Gradient, Gradient);
        Take(padded.Second, Second);

        void Take(T* source, T* destination)
        {
            if (destination is not null)
            {
                new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(destination + offset, count));
            }
        }
    }
}
