namespace LossKit.Tests;

/// <summary>Each array in pages of its own, against an inaccessible one. Pages are used again for the next call.</summary>
/// <param name="edge">Which end of its pages an array touches.</param>
internal sealed class GuardedPlacement(PageEdge edge) : Placement, IDisposable
{
    private readonly List<GuardedPages> _pages = [];
    private int _used;

    /// <summary>Gets which end of its pages an array touches.</summary>
    public PageEdge Edge => edge;

    /// <summary>Gets whether nothing was written beside any array that was given since the last <see cref="Reset"/>.</summary>
    public bool IsUntouchedBeside => _pages.Take(_used).All(pages => pages.IsUntouchedBeside);

    /// <summary>Takes all memory back.</summary>
    public void Reset() => _used = 0;

    /// <inheritdoc/>
    public override unsafe Memory<T> Room<T>(int length)
    {
        var bytes = length * sizeof(T);
        if (_used == _pages.Count)
        {
            _pages.Add(new(bytes));
        }
        else if (_pages[_used].Bytes < bytes)
        {
            _pages[_used].Dispose();
            _pages[_used] = new(bytes);
        }

        return _pages[_used++].Take<T>(length, edge);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var pages in _pages)
        {
            pages.Dispose();
        }
    }
}
