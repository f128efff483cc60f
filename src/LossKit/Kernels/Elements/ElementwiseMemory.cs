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
    /// <param name="stripe">Receives the streams of the stripe.</param>
    public readonly void LastStripe(T* buffer, int offset, GradientMode mode, out ElementwiseMemory<T> stripe)
    {
        stripe.Prediction = Prediction + offset;
        stripe.Target = Target + offset;
        stripe.Companion = Companion is null ? null : Companion + offset;
        stripe.Weight = Weight is null ? null : Weight + offset;
        stripe.Values = StripeOf(buffer, 4);
        stripe.Gradient = StripeOf(buffer, 5);
        stripe.Second = StripeOf(buffer, 6);
        if (mode == GradientMode.Add)
        {
            Copy(Gradient, stripe.Gradient);
            Copy(Second, stripe.Second);
        }

        void Copy(T* source, T* destination)
        {
            if (source is not null)
            {
                new ReadOnlySpan<T>(source + offset, BlockSum.Accumulators).CopyTo(new Span<T>(destination, BlockSum.Accumulators));
            }
        }
    }

    /// <summary>
    /// Copies elements that fill no stripe into a buffer of whole ones. The places behind them repeat the last element, so nothing that
    /// is not the user's is computed.
    /// </summary>
    /// <param name="buffer">Room for <see cref="Streams"/> stripes.</param>
    /// <param name="count">How many elements there are.</param>
    /// <param name="stripe">Receives the same streams, in the buffer.</param>
    public readonly void CopyAll(T* buffer, int count, out ElementwiseMemory<T> stripe)
    {
        stripe.Prediction = Copy(Prediction, 0);
        stripe.Target = Copy(Target, 1);
        stripe.Companion = Copy(Companion, 2);
        stripe.Weight = Copy(Weight, 3);
        stripe.Values = StripeOf(buffer, 4);
        stripe.Gradient = Copy(Gradient, 5);
        stripe.Second = Copy(Second, 6);

        T* Copy(T* source, int stream)
        {
            if (source is null)
            {
                return null;
            }

            var copy = StripeOf(buffer, stream);
            new Span<T>(copy, BlockSum.Accumulators).Fill(source[count - 1]);
            new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(copy, count));
            return copy;
        }
    }

    /// <summary>Takes the results of the last elements from a stripe.</summary>
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

    private static T* StripeOf(T* buffer, int stream) => buffer + (stream * BlockSum.Accumulators);
}
