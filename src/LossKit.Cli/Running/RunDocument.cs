using System.Runtime.InteropServices;

namespace LossKit.Cli;

/// <summary>How, where and when a run was made, kept as <c>run.json</c>: everything that does not decide its numbers beside what does.</summary>
internal sealed record RunDocument
{
    /// <summary>Gets the version of losskit.</summary>
    public required string LosskitVersion { get; init; }

    /// <summary>Gets the commit of losskit, or null where the build did not know it.</summary>
    public required string? LosskitCommit { get; init; }

    /// <summary>Gets the .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>Gets the operating system.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>Gets the name of the processor.</summary>
    public required string Processor { get; init; }

    /// <summary>Gets the bits of the registers that were used.</summary>
    public required int RegisterBits { get; init; }

    /// <summary>Gets how many trainings ran side by side.</summary>
    public required int Threads { get; init; }

    /// <summary>Gets the seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Gets the command as it was written.</summary>
    public required string Command { get; init; }

    /// <summary>Gets the folder the command was given in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Gets the path of the data.</summary>
    public required string DataPath { get; init; }

    /// <summary>Gets the bytes of the data.</summary>
    public required long DataBytes { get; init; }

    /// <summary>Gets what is known of the data.</summary>
    public required DataDocument Data { get; init; }

    /// <summary>Gets when the command was given.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Gets when it was done, or null while it works.</summary>
    public required DateTimeOffset? Finished { get; init; }

    /// <summary>Gets how many trainings were there already when the command was given.</summary>
    public required int Resumed { get; init; }

    /// <summary>Gets how long the trainings with each loss took together, in seconds, those before an interruption included.</summary>
    public required IReadOnlyDictionary<string, double> SecondsByLoss { get; init; }

    /// <summary>Gives the document of a run.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="store">What is finished.</param>
    /// <param name="started">When the command was given.</param>
    /// <param name="finished">When it was done, or null.</param>
    /// <returns>The document.</returns>
    public static RunDocument Of(
        CompareRequest request, Comparison comparison, PartStore store, DateTimeOffset started, DateTimeOffset? finished) => new()
        {
            LosskitVersion = BuildVersion.Version,
            LosskitCommit = BuildVersion.Commit,
            Runtime = RuntimeInformation.FrameworkDescription,
            OperatingSystem = RuntimeInformation.OSDescription,
            Processor = Machine.Processor,
            RegisterBits = Machine.RegisterBits,
            Threads = request.Threads,
            Seed = comparison.Options.Seed,
            Command = CommandText.Current,
            WorkingDirectory = Environment.CurrentDirectory,
            DataPath = comparison.Dataset.Source.Path,
            DataBytes = comparison.Dataset.Source.Bytes,
            Data = DataDocument.Of(comparison.Dataset),
            Started = started,
            Finished = finished,
            Resumed = store.Resumed,
            SecondsByLoss = comparison.Contenders.ToDictionary(
                contender => contender.Text, contender => store.SecondsOf(contender.Text), StringComparer.Ordinal),
        };
}
