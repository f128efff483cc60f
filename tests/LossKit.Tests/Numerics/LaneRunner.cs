using System.Numerics;

namespace LossKit.Tests;

/// <summary>A function of one or two lanes, so that tests can run it at any width. A function of one ignores the second.</summary>
internal interface ILaneFunction
{
    static abstract TLane Apply<TLane>(TLane x, TLane y)
        where TLane : struct, ILane<TLane>;
}

/// <summary>Runs a function over arrays: whole lanes of the width, then single elements, as a driver does.</summary>
internal static class LaneRunner
{
    public static readonly LaneWidth[] Widths = [LaneWidth.Scalar, LaneWidth.Bits128, LaneWidth.Bits256, LaneWidth.Bits512];

    public static T[] Map<TFunction, T>(T[] x, T[] y, LaneWidth width)
        where TFunction : struct, ILaneFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(x.Length, y.Length);
        var action = new MapAction<TFunction, T> { X = x, Y = y, Result = new T[x.Length] };
        LaneDispatch.Run<MapAction<TFunction, T>, T>(ref action, width);
        return action.Result;
    }

    private struct MapAction<TFunction, T> : ILaneAction<T>
        where TFunction : struct, ILaneFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public T[] X;
        public T[] Y;
        public T[] Result;

        public readonly unsafe void Run<TLane>()
            where TLane : struct, ILaneMemory<TLane, T>
        {
            fixed (T* x = X, y = Y, result = Result)
            {
                nint i = 0;
                for (; i + TLane.Count <= X.Length; i += TLane.Count)
                {
                    TFunction.Apply(TLane.Load(x, i), TLane.Load(y, i)).Store(result, i);
                }

                for (; i < X.Length; i++)
                {
                    TFunction.Apply(ScalarLane<T>.Load(x, i), ScalarLane<T>.Load(y, i)).Store(result, i);
                }
            }
        }
    }
}
