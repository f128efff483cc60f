namespace LossKit;

/// <summary>
/// The data cannot be used as asked. The message says what is wrong, where (file, line, column, value), and what to do about
/// it, in a sentence or two that are meant for the person who has the data.
/// </summary>
public sealed class DataException : Exception
{
    /// <summary>Makes an exception with no more to say than that the data cannot be used.</summary>
    public DataException()
    {
    }

    /// <summary>Makes an exception that says what is wrong and what to do.</summary>
    /// <param name="message">The sentence.</param>
    public DataException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception that says what is wrong and what to do, and keeps what was met underneath.</summary>
    /// <param name="message">The sentence.</param>
    /// <param name="innerException">What was met.</param>
    public DataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
