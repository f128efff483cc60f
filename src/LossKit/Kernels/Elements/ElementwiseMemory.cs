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
    /// Copies the last elements into a buffer of whole lanes. The lanes behind them repeat the last element, so nothing that is
    /// not the user's is computed.
    /// </summary>
    /// <param name="buffer">Room for <see cref="Streams"/> lanes.</param>
    /// <param name="width">The length of a lane there.</param>
    /// <param name="offset">The first of the last elements.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>The same streams, in the buffer.</returns>
    public readonly ElementwiseMemory<T> CopyRest(T* buffer, int width, int offset, int count)
    {
        return new()
        {
            Prediction = Copy(Prediction, 0),
            Target = Copy(Target, 1),
            Companion = Copy(Companion, 2),
            Weight = Copy(Weight, 3),
            Values = buffer + (4 * width),
            Gradient = Copy(Gradient, 5),
            Second = Copy(Second, 6),
        };

        T* Copy(T* source, int stream)
        {
            if (source is null)
            {
                return null;
            }

            var lane = buffer + (stream * width);
            for (var i = 0; i < width; i++)
            {
                lane[i] = source[offset + Math.Min(i, count - 1)];
            }

            return lane;
        }
    }

    /// <summary>Takes the results of the last elements back from the buffer.</summary>
    /// <param name="padded">What <see cref="CopyRest"/> gave.</param>
    /// <param name="offset">The first of the last elements.</param>
    /// <param name="count">How many there are.</param>
    public readonly void TakeRest(in ElementwiseMemory<T> padded, int offset, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Values[offset + i] = padded.Values[i];
            if (Gradient is not null)
            {
                Gradient[offset + i] = padded.Gradient[i];
            }

            if (Second is not null)
            {
                Second[offset + i] = padded.Second[i];
            }
        }
    }
}
