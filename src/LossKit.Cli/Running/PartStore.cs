using System.Collections.Concurrent;

namespace LossKit.Cli;

/// <summary>Keeps finished trainings as files, one each, from the moment they end.</summary>
internal sealed class PartStore : IRunStore
{
    private readonly string _folder;
    private readonly RunClock _clock;
    private readonly Dictionary<RunKey, string> _files;
    private readonly ConcurrentDictionary<RunKey, PartDocument> _parts = new();

    /// <summary>Initializes a new instance of the <see cref="PartStore"/> class with what is on disk.</summary>
    /// <param name="folder">The folder of the files.</param>
    /// <param name="comparison">The comparison they belong to.</param>
    /// <param name="clock">What knows how long a training took.</param>
    public PartStore(string folder, Comparison comparison, RunClock clock)
    {
        _folder = folder;
        _clock = clock;
        var places = comparison.Contenders.Index().ToDictionary(item => item.Item.Text, item => item.Index + 1, StringComparer.Ordinal);
        _files = comparison.Keys.ToDictionary(key => key, key => $"repeat-{key.Repeat}-loss-{places[key.Loss]}.part");
        foreach (var (key, file) in _files)
        {
            Load(key, Path.Combine(folder, file));
        }

        Resumed = _parts.Count;
    }

    /// <summary>Gets how many trainings were there already.</summary>
    public int Resumed { get; }

    /// <summary>Gets the files that were damaged, whose trainings are done again.</summary>
    public List<string> Damaged { get; } = [];

    /// <summary>Gets how many trainings are finished.</summary>
    public int Finished => _parts.Count;

    /// <inheritdoc/>
    public RunResult? Find(RunKey key) => _parts.TryGetValue(key, out var part) ? part.ToResult() : null;

    /// <inheritdoc/>
    public void Save(RunResult result)
    {
        var part = PartDocument.Of(result, _clock.SecondsSinceStart(result.Key));
        PartFile.Write(Path.Combine(_folder, _files[result.Key]), part);
        _parts[result.Key] = part;
    }

    /// <summary>Gives how long the finished trainings with a loss took together.</summary>
    /// <param name="loss">The loss as it was written.</param>
    /// <returns>The time in seconds.</returns>
    public double SecondsOf(string loss) =>
        _parts.Values.Where(part => string.Equals(part.Loss, loss, StringComparison.Ordinal)).OrderBy(part => part.Repeat).Sum(part => part.Seconds);

    private void Load(RunKey key, string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        if (PartFile.Read(path) is { } part && new RunKey(part.Loss, part.Repeat) == key)
        {
            _parts[key] = part;
        }
        else
        {
            Damaged.Add(path);
        }
    }
}
