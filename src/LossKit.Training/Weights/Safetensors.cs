using System.Buffers.Binary;

namespace LossKit;

/// <summary>
/// Saves and loads the parameters of a model in the safetensors format, which other frameworks read and write too.
/// </summary>
/// <remarks>
/// The file is eight bytes that hold the length of a header (little-endian), the header (JSON: for each tensor its element type,
/// shape and place), and the numbers, little-endian and row-major. Parameters are written as F32, and only F32 is read.
/// </remarks>
public static class Safetensors
{
    /// <summary>Saves parameters. The file appears whole or not at all: it is written beside its place and then moved there.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="parameters">The parameters.</param>
    public static void Save(string path, IReadOnlyList<NamedParameter> parameters)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string unfinished = path + ".unfinished";
        using (FileStream stream = File.Create(unfinished))
        {
            Save(stream, parameters);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Saves parameters to a stream.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="parameters">The parameters.</param>
    public static void Save(Stream stream, IReadOnlyList<NamedParameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(parameters);
        stream.Write(SafetensorsHeader.Write(parameters));
        foreach (NamedParameter parameter in parameters)
        {
            ReadOnlySpan<float> values = parameter.Value.Values;
            var bytes = new byte[values.Length * sizeof(float)];
            for (int i = 0; i < values.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
            }

            stream.Write(bytes);
        }
    }

    /// <summary>Loads parameters. The file must hold exactly these, by name and shape; if it does not, none is changed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parameters">The parameters to fill.</param>
    /// <exception cref="InvalidDataException">The file is no safetensors file, or holds other tensors.</exception>
    public static void Load(string path, IReadOnlyList<NamedParameter> parameters)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        Load(stream, parameters);
    }

    /// <summary>Loads parameters from a stream. It must hold exactly these, by name and shape; if it does not, none is changed.</summary>
    /// <param name="stream">Where to read from: a stream of known length, such as a file, from its position to its end.</param>
    /// <param name="parameters">The parameters to fill.</param>
    /// <exception cref="InvalidDataException">The stream holds no safetensors file, or other tensors.</exception>
    public static void Load(Stream stream, IReadOnlyList<NamedParameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(parameters);
        IReadOnlyDictionary<string, SafetensorsEntry> entries = SafetensorsHeader.Read(stream, out byte[] data);
        foreach (NamedParameter parameter in parameters)
        {
            Check(parameter, entries);
        }

        foreach (string name in entries.Keys)
        {
            if (!parameters.Any(parameter => parameter.Name == name))
            {
                throw new InvalidDataException($"The file holds a tensor '{name}' that the model does not have; it belongs to another model.");
            }
        }

        foreach (NamedParameter parameter in parameters)
        {
            ReadOnlySpan<byte> bytes = data.AsSpan((int)entries[parameter.Name].Begin);
            Span<float> values = parameter.Value.Values;
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
            }
        }
    }

    private static void Check(NamedParameter parameter, IReadOnlyDictionary<string, SafetensorsEntry> entries)
    {
        if (!entries.TryGetValue(parameter.Name, out SafetensorsEntry? entry))
        {
            throw new InvalidDataException($"The file has no tensor '{parameter.Name}'; it holds {string.Join(", ", entries.Keys)}.");
        }

        if (entry.ElementType != SafetensorsHeader.ElementType)
        {
            throw new InvalidDataException(
                $"The tensor '{parameter.Name}' has elements of type {entry.ElementType}; convert it to {SafetensorsHeader.ElementType}, the only one that is read.");
        }

        if (!parameter.Value.Shape.Lengths.SequenceEqual(entry.Shape))
        {
            throw new InvalidDataException(
                $"The tensor '{parameter.Name}' has the shape [{string.Join(", ", entry.Shape)}] in the file, but the model expects {parameter.Value.Shape}.");
        }
    }
}
