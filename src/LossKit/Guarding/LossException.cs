namespace LossKit;

/// <summary>
/// A wrong argument, option or target, told in one sentence that names the argument, the index and the value at fault
/// and what to write instead.
/// </summary>
public sealed class LossException : ArgumentException
{
    /// <summary>Initializes a new instance of the <see cref="LossException"/> class.</summary>
    /// <param name="code">What was wrong.</param>
    /// <param name="argument">The argument, option or input at fault.</param>
    /// <param name="message">The whole sentence.</param>
    public LossException(LossErrorCode code, string argument, string message)
        : base(message)
    {
        Code = code;
        Argument = argument;
    }

    /// <summary>Gets what was wrong.</summary>
    public LossErrorCode Code { get; }

    /// <summary>Gets the argument, option or input at fault.</summary>
    public string Argument { get; }

    /// <inheritdoc/>
    public override string ParamName => Argument;
}
