using System.Globalization;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>
/// The folder of a run. <c>request.json</c> says which run it is, <c>parts</c> holds each finished training, and the other files are
/// written at the end. It is held by one process at a time.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    /// <summary>The file with what was found.</summary>
    public const string ResultsName = "results.json";

    /// <summary>The file with how, where and when.</summary>
    public const string RunName = "run.json";

    /// <summary>The file with the predictions.</summary>
    public const string PredictionsName = "predictions.csv";

    /// <summary>The file with what was found, as a page with charts.</summary>
    public const string ReportName = "report.html";

    private const string RequestName = "request.json";
    private const string LockName = ".lock";
    private readonly FileStream _lock;

    private RunFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>Gets the folder as it was named.</summary>
    public string Path { get; }

    /// <summary>Gets the folder of the finished trainings.</summary>
    public string Parts => Of("parts");

    /// <summary>Opens the folder of a run, or makes it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="request">The run.</param>
    /// <returns>The folder, which other processes cannot open until it is disposed of.</returns>
    /// <exception cref="UsageException">It is a file, holds another run or other things, or is in use.</exception>
    public static RunFolder Open(string path, RunRequest request)
    {
        if (File.Exists(path))
        {
            throw new UsageException($"--out {path} is a file: name a folder that is new or holds this run.");
        }

        RefuseForeign(path);
        Directory.CreateDirectory(path);
        var folder = new RunFolder(path, Hold(path));
        try
        {
            folder.Claim(request);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Names a folder for a run that was given none: <c>runs/diabetes-20260301-142501</c>.</summary>
    /// <param name="data">The file with the data.</param>
    /// <param name="time">When the run begins.</param>
    /// <returns>A folder that is not there yet.</returns>
    public static string NameFor(string data, DateTimeOffset time)
    {
        var name = System.IO.Path.GetFileName(data);
        foreach (var extension in new[] { ".gz", ".csv" })
        {
            name = name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name[..^extension.Length] : name;
        }

        var path = System.IO.Path.Combine("runs", $"{name}-{time.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? path : $"{path}-{number}")
            .First(candidate => !System.IO.Path.Exists(candidate));
    }

    /// <summary>Gives the path of a file in the folder.</summary>
    /// <param name="name">The name of the file.</param>
    /// <returns>The path.</returns>
    public string Of(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static void RefuseForeign(string path)
    {
        if (!Directory.Exists(path) || File.Exists(System.IO.Path.Combine(path, RequestName)))
        {
            return;
        }

        var foreign = Directory.EnumerateFileSystemEntries(path)
            .Select(entry => System.IO.Path.GetFileName(entry))
            .Where(name => name is not (LockName or RequestName + AtomicFile.UnfinishedExtension))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
        if (foreign is not null)
        {
            throw new UsageException($"--out {path} holds {foreign} and is no folder of a run: name a folder that is new or empty.");
        }
    }

    // The system lets go of the lock when the process ends, however it ends; so the file may stay.
    private static FileStream Hold(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(System.IO.Path.Combine(path, LockName)))
        {
            throw new UsageException($"--out {path} is in use by another losskit: wait for its end, or name another folder.");
        }
    }

    private void Claim(RunRequest request)
    {
        if (File.Exists(Of(RequestName)))
        {
            var differences = request.DifferencesFrom(ReadRequest());
            if (differences.Count > 0)
            {
                throw new UsageException(
                    $"--out {Path} holds another run: {string.Join("; ", differences)}. Name another folder, or write the command as it "
                    + $"was.");
            }
        }
        else
        {
            AtomicFile.Write(Of(RequestName), JsonSerializer.SerializeToUtf8Bytes(request, RunJson.Readable.RunRequest));
        }

        Directory.CreateDirectory(Parts);
    }

    private RunRequest ReadRequest()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Of(RequestName)), RunJson.Readable.RunRequest) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new UsageException($"{Of(RequestName)} is not what losskit writes: name another folder with --out.");
        }
    }
}
