using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;

namespace LossKit;

/// <summary>Reads a file into columns, and turns whatever is wrong with it into a <see cref="DataException"/>.</summary>
internal static class CsvTableReader
{
    // A million columns take a few megabytes; what is longer was never meant as a row, and may unpack to more than any memory holds.
    private const int LongestRow = 64 << 20;

    private static readonly CsvReaderOptions Format = new()
    {
        Separator = ',',
        HasHeader = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
        MaxRecordSize = LongestRow,
    };

    public static CsvTable Read(string path)
    {
        if (Directory.Exists(path)) throw new DataException($"{path} is a folder; name the .csv or .csv.gz file in it.");
        if (!File.Exists(path)) throw new DataException($"There is no file {path}; check the path.");
        try
        {
            var source = Describe(path);
            if (source.Bytes == 0) throw new DataException($"{path} is empty; it needs a header line and rows.");
            CheckCompressed(path);
            var (columns, lines) = ReadColumns(path, texts: null);
            var texts = Array.FindAll(columns, column => column.Builder.IsText);
            if (texts.Length > 0)
                foreach (var column in ReadColumns(path, texts).Columns) columns[column.Index] = column;
            return new CsvTable(source, Array.ConvertAll(columns, column => column.Builder.Build()), lines);
        }
        catch (InvalidDataException broken)
        {
            throw new DataException($"{path} is not a complete gzip file; fetch or compress it again.", broken);
        }
        catch (CsvFormatException broken)
        {
            throw new DataException(
                $"Line {broken.LineNumber} of {path} has a quotation mark that is never closed or stands inside an unquoted cell, or is longer than 64 MiB; "
                + "put the whole cell in quotation marks and double those inside it.",
                broken);
        }
        catch (OutOfMemoryException large)
        {
            throw new DataException($"{path} holds more than fits into the memory of this machine; take a part of its rows.", large);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} cannot be read ({refused.Message.TrimEnd('.')}).", refused);
        }
    }

    private static TableSource Describe(string path)
    {
        using var file = File.OpenRead(path);
        var hash = SHA256.HashData(file);
        return new TableSource(path, Convert.ToHexStringLower(hash), file.Length);
    }

    /// <summary>Opens a file, unpacking it where it is compressed.</summary>
    private static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        return GzipFile.Starts(file) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>
    /// Reads a compressed file to its end before any of it is believed: a damaged one would else be blamed for rows that nobody wrote,
    /// and one that was cut off would lose its last rows unseen.
    /// </summary>
    private static void CheckCompressed(string path)
    {
        using var file = File.OpenRead(path);
        if (GzipFile.Starts(file)) GzipFile.Check(path);
        else if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException("The file is not compressed by gzip.");
    }

    /// <summary>Reads the file once: every column, or once more those that turned out to be text.</summary>
    private static (Part[] Columns, int[] Lines) ReadColumns(string path, Part[]? texts)
    {
        using var stream = Open(path);
        using var reader = CsvReader.Create(stream, Format, leaveOpen: false);
        if (!reader.Read()) throw new DataException($"{path} is empty; it needs a header line and rows.");
        try
        {
            var names = CsvHeader.Read(reader, path);
            var columns = texts is null
                ? [.. names.Select((name, i) => new Part(i, ColumnBuilder.Start(name)))]
                : Array.ConvertAll(texts, text => new Part(text.Index, text.Builder.Again()));
            var lines = new List<int>();
            while (reader.Read())
            {
                if (reader.FieldCount != names.Length) throw Ragged(reader, path, names.Length);
                var line = reader.LineNumber;
                lines.Add((int)line);
                foreach (var column in columns) column.Builder.Add(CellText.Trim(reader.GetSpan(column.Index)), line);
            }

            if (lines.Count == 0) throw new DataException($"{path} has a header but no rows below it.");
            return (columns, [.. lines]);
        }
        catch (DecoderFallbackException broken)
        {
            throw new DataException($"Line {reader.LineNumber} of {path} is not UTF-8 text; save the file as UTF-8.", broken);
        }
    }

    private static DataException Ragged(CsvReader reader, string path, int expected) => new(
        $"Line {reader.LineNumber} of {path} has {Plural.Of(reader.FieldCount, "cell")} where the header has {expected}; "
        + "put a cell that holds a comma in quotation marks, and give an empty cell its comma.");

    /// <summary>A column that is being read, and where in the rows it stands.</summary>
    private readonly record struct Part(int Index, ColumnBuilder Builder);
}
