namespace LossKit.Tests;

/// <summary>A request that must be refused: a good one with one thing wrong.</summary>
/// <param name="What">What is wrong.</param>
/// <param name="Code">The code of the error.</param>
/// <param name="Inputs">The inputs.</param>
/// <param name="Named">What the message must name.</param>
internal sealed record Refusal(string What, LossErrorCode Code, IReadOnlyDictionary<string, NamedArray> Inputs, params string[] Named)
{
    /// <summary>Gets an option that is written beside those of the case; null for none.</summary>
    public (string Name, object? Value)? Option { get; init; }

    /// <summary>Gets what is asked for.</summary>
    public Answers Wanted { get; init; } = Answers.Value | Answers.Gradients;

    /// <summary>Sends the request.</summary>
    /// <param name="case">The case whose options it has.</param>
    /// <param name="precision">The element type.</param>
    /// <returns>The error; null where it was not refused.</returns>
    public LossException? Send(LossCase @case, Precision precision)
    {
        try
        {
            var options = @case.ReadOptions();
            if (Option is var (name, value))
            {
                options.Set(name, value);
            }

            @case.Entry.Evaluate(options, Inputs, precision, Wanted);
            return null;
        }
        catch (LossException error)
        {
            return error;
        }
    }
}
