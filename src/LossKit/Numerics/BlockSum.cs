namespace LossKit;

internal static unsafe class BlockSum
{
    public const int BlockLength = 1024;
    public static double Sum<TLane, T>(T* values, int count) where TLane : struct, ILaneMemory<TLane, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    { double s = 0; for (int i = 0; i < count; i++) s += double.CreateTruncating(values[i]); return s; }
    public static double Total<T>(T* values, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum<ScalarLane<T>, T>(values, count);
}
internal struct CompensatedSum { public double Value; public void Add(double x) => Value += x; }
