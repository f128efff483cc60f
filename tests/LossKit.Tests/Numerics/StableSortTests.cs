namespace LossKit.Tests;

/// <summary>The sort of keys with what belongs to them, against the framework's stable one.</summary>
public sealed class StableSortTests
{
    [Theory]
    [InlineData(0, 32, 1u)]
    [InlineData(1, 32, 1u)]
    [InlineData(100, 32, 7u)]
    [InlineData(511, 64, 50u)]
    [InlineData(512, 32, 50u)]
    [InlineData(3000, 32, 1u)]
    [InlineData(3000, 32, uint.MaxValue)]
    [InlineData(3000, 64, 40u)]
    [InlineData(3000, 64, uint.MaxValue)]
    public void Keys_go_up_and_items_of_equal_keys_too(int count, int bits, uint different)
    {
        var random = new Random(count);
        ulong[] keys = [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(different) * (bits == 32 ? 1u : uint.MaxValue))];
        int[] items = [.. Enumerable.Range(0, count).Select(i => 3 * i)];
        var expected = keys.Zip(items).OrderBy(pair => pair.First).ToArray();

        StableSort.Sort(keys, items, bits);

        Assert.Equal(expected, keys.Zip(items));
    }
}
