using System.Buffers.Binary;
using System.Text;

namespace LossKit.Tests;

public sealed class SafetensorsTests
{
    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        // Written by hand from the format's description: length 64, header padded with spaces, 1.0f and −2.0f little-endian.
        using var stream = new MemoryStream();
        Safetensors.Save(stream, [new("weight", Variable.Parameter([1, -2], [1, 2]))]);
        byte[] expected =
        [
            64, 0, 0, 0, 0, 0, 0, 0,
            .. Encoding.UTF8.GetBytes("""{"weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""".PadRight(64)),
            0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0,
        ];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void A_saved_model_comes_back_bit_for_bit()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var saved = Model(1);
            ((Linear)saved.Modules[0]).Weight.Values[0] = float.NaN;
            Safetensors.Save(path, saved.Parameters);
            Safetensors.Save(path, saved.Parameters);
            var loaded = Model(2);
            Safetensors.Load(path, loaded.Parameters);
            for (int i = 0; i < saved.Parameters.Count; i++)
            {
                Assert.Equal(saved.Parameters[i].Value.ToArray(), loaded.Parameters[i].Value.ToArray());
            }

            Assert.Equal([path], Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(path) + "*"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Order_and_metadata_do_not_matter()
    {
        NamedParameter a = new("a", Variable.Parameter([0], [1])), b = new("b", Variable.Parameter([0, 0], [2]));
        const string Header = """{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";
        Safetensors.Load(FileOf(Header, [1, 2, 3]), [b, a]);
        Assert.Equal([1], a.Value.ToArray());
        Assert.Equal([2, 3], b.Value.ToArray());
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}""", "The tensor 'w' has the shape [2, 1] in the file, but the model expects [1, 2].")]
    [InlineData("""{"v":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""", "The file has no tensor 'w'; it holds v.")]
    [InlineData("""{"w":{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]}}""", "The tensor 'w' has elements of type F64; convert it to F32, the only one that is read.")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"x":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""", "The file holds a tensor 'x' that the model does not have; it belongs to another model.")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""", "The file is not a safetensors file: its header names the tensor 'w' twice.")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", "The file is not a safetensors file: the tensor 'x' begins at byte 2 and overlaps the tensor before it, which ends at 4.")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "The file is not a safetensors file: the tensor 'w' begins at byte 4 and leaves a hole after the tensor before it, which ends at 0.")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "The file is not a safetensors file: its tensors take 4 bytes, but 8 follow the header.")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,4]}}""", "The file is not a safetensors file: the tensor 'w' of shape [1, 2] has 4 bytes, not 4 for each element.")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2147483647,2147483647,2147483647,2147483647,4,4],"data_offsets":[0,8]}}""", "The file is not a safetensors file: the tensor 'w' of shape [2147483647, 2147483647, 2147483647, 2147483647, 4, 4] has 8 bytes, not 4 for each element.")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1,2],"data_offsets":[8,0]}}""", "The file is not a safetensors file: the tensor 'w' ends at byte 0, before it begins at 8.")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1,2],"data_offsets":[0,8]}}""", "The file is not a safetensors file: the tensor 'w' lacks a dtype, a shape or a pair of data_offsets.")]
    [InlineData("""{"w":{"shape":[1,2],"data_offsets":[0,8]}}""", "The file is not a safetensors file: the tensor 'w' lacks a dtype, a shape or a pair of data_offsets.")]
    [InlineData("""[1]""", "The file is not a safetensors file: its header is not a JSON object.")]
    public void What_does_not_fit_is_said_and_nothing_is_changed(string header, string message)
    {
        Variable w = Variable.Parameter([5, 6], [1, 2]);
        var exception = Assert.Throws<InvalidDataException>(() => Safetensors.Load(FileOf(header, [1, 2]), [new("w", w)]));
        Assert.Equal(message, exception.Message);
        Assert.Equal([5, 6], w.ToArray());
    }

    [Fact]
    public void A_damaged_length_or_header_is_refused_before_memory_is_asked_for()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, ulong.MaxValue);
        var exception = Assert.Throws<InvalidDataException>(() => Safetensors.Load(new MemoryStream(bytes), []));
        Assert.Equal(
            "The file is not a safetensors file: its header claims 18446744073709551615 bytes, but 8 follow and at most 100000000 are allowed.",
            exception.Message);
        Assert.Throws<InvalidDataException>(() => Safetensors.Load(new MemoryStream(new byte[3]), []));
        Assert.Throws<InvalidDataException>(() => Safetensors.Load(FileOf("{nonsense", []), []));
    }

    private static Sequential Model(ulong seed) => new(new Linear(5, 4, new SeededRandom(seed)), new Relu(), new Linear(4, 3, new SeededRandom(seed)));

    private static MemoryStream FileOf(string header, float[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + (4 * data.Length)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)text.Length);
        text.CopyTo(bytes, 8);
        for (int i = 0; i < data.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8 + text.Length + (4 * i)), data[i]);
        }

        return new MemoryStream(bytes);
    }
}
