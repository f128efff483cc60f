using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>Finds rows that are equal in all features.</summary>
internal static class EqualFeatures
{
    /// <summary>Groups the rows that are equal to another.</summary>
    /// <returns>The groups of at least two rows, by their first row.</returns>
    public static IReadOnlyList<int[]> Groups(EncodedRows rows) =>
    [
        .. Enumerable.Range(0, rows.RowCount).GroupBy(row => row, new Comparer(rows)).Select(group => group.ToArray()).Where(group => group.Length > 1),
    ];

    private sealed class Comparer(EncodedRows rows) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => Bytes(x).SequenceEqual(Bytes(y));

        public int GetHashCode(int obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(Bytes(obj));
            return hash.ToHashCode();
        }

        private ReadOnlySpan<byte> Bytes(int row) => MemoryMarshal.AsBytes(rows.Features.AsSpan(row * rows.FeatureCount, rows.FeatureCount));
    }
}
