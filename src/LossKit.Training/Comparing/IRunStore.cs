namespace LossKit;

/// <summary>Keeps finished runs, so that an interrupted comparison goes on where it was. Calls come from several threads at once.</summary>
public interface IRunStore
{
    /// <summary>Gives a run that was finished before.</summary>
    /// <param name="key">The loss and the repeat.</param>
    /// <returns>The result, or null where there is none.</returns>
    RunResult? Find(RunKey key);

    /// <summary>Keeps a finished run; when it returns, the run is safe.</summary>
    /// <param name="result">The result.</param>
    void Save(RunResult result);
}
