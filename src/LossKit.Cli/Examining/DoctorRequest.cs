namespace LossKit.Cli;

/// <summary>What <c>losskit doctor</c> was asked.</summary>
internal sealed record DoctorRequest
{
    /// <summary>Gets the files, or the folder of a run.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Gets the loss that is meant; null where none was named.</summary>
    public required NamedLoss? Loss { get; init; }

    /// <summary>Gets the columns of the predictions; empty for the usual one.</summary>
    public required IReadOnlyList<string> Prediction { get; init; }

    /// <summary>Gets the columns of the targets; empty for the usual one.</summary>
    public required IReadOnlyList<string> Target { get; init; }

    /// <summary>Gets the column of the weights; null for none.</summary>
    public required string? Weight { get; init; }

    /// <summary>Gets the inputs other than prediction, target and weight, by name, and where each stands: columns, or a file.</summary>
    public required IReadOnlyDictionary<string, string> OtherInputs { get; init; }

    /// <summary>Gets what else is known.</summary>
    public required ExaminationOptions Options { get; init; }

    /// <summary>Gets how findings are written.</summary>
    public required DoctorFormat Format { get; init; }

    /// <summary>Gets whether an option was written that says which columns of a table are meant, and nothing else.</summary>
    public bool NamesColumns => Prediction.Count > 0 || Target.Count > 0 || Weight is not null;

    /// <summary>Adds the other inputs to those that are there.</summary>
    /// <param name="inputs">The inputs by name.</param>
    /// <param name="read">Reads what stands at a place.</param>
    /// <returns>The same inputs with the others.</returns>
    /// <exception cref="UsageException">One of them is there already.</exception>
    public Dictionary<string, NamedArray> WithOthers(Dictionary<string, NamedArray> inputs, Func<string, NamedArray> read)
    {
        foreach (var (name, place) in OtherInputs)
        {
            if (!inputs.TryAdd(name, read(place)))
            {
                throw new UsageException($"--input names {name}, which is there already: leave one out.");
            }
        }

        return inputs;
    }
}

/// <summary>A loss, and how it was written.</summary>
/// <param name="Text">How it was written.</param>
/// <param name="Loss">The loss.</param>
internal sealed record NamedLoss(string Text, Loss Loss);

/// <summary>How findings are written.</summary>
internal enum DoctorFormat
{
    /// <summary>For readers.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,
}
