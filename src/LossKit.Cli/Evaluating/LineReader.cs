namespace LossKit.Cli;

/// <summary>
/// Cuts a stream into lines of bytes. Memory is bounded by the longest line, and lines that have arrived are given before
/// more is waited for, so that requests through a pipe are answered as they come.
/// </summary>
/// <param name="input">The stream.</param>
internal sealed class LineReader(Stream input)
{
    private const int FirstSize = 1 << 16;
    private const int LongestLine = 1 << 30;
    private byte[] _buffer = new byte[FirstSize];
    private int _start;
    private int _searched;
    private int _end;
    private bool _isAtEnd;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Gets the number of the line that was taken last, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Takes the next line, if it has arrived.</summary>
    /// <param name="line">The line without its end; valid until more is waited for.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryTake(out ReadOnlyMemory<byte> line)
    {
        var feed = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
        if (feed < 0 && !(_isAtEnd && _end > _start))
        {
            _searched = _end;
            line = default;
            return false;
        }

        var stop = feed < 0 ? _end : _searched + feed;
        line = _buffer.AsMemory(_start, stop - _start);
        _start = _searched = feed < 0 ? _end : stop + 1;
        LineNumber++;
        // Files that were written with a mark and put one behind the other have one in the middle too.
        if (line.Span.StartsWith(ByteOrderMark))
        {
            line = line[ByteOrderMark.Length..];
        }

        return true;
    }

    /// <summary>Waits for more bytes.</summary>
    /// <param name="token">Stops waiting.</param>
    /// <returns>Whether there may be another line; false at the end of the stream.</returns>
    /// <exception cref="UsageException">A line is too long to be held.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken token)
    {
        if (_isAtEnd)
        {
            return false;
        }

        MakeRoom();
        // Reading from a terminal or pipe cannot be cancelled; waiting for it can.
        var count = await input.ReadAsync(_buffer.AsMemory(_end), token).AsTask().WaitAsync(token);
        _end += count;
        _isAtEnd = count == 0;
        return true;
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _searched -= _start;
            _start = 0;
        }

        if (_end < _buffer.Length)
        {
            return;
        }

        if (_buffer.Length >= LongestLine)
        {
            throw new UsageException($"Line {LineNumber + 1} is longer than 1 GiB: split it into several requests.");
        }

        Array.Resize(ref _buffer, _buffer.Length * 2);
    }
}
