using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossKit;

/// <summary>Chooses the register width: the one place that asks what the processor offers.</summary>
public static class LaneDispatch
{
    /// <summary>Gets the widest registers of this processor, which every loss uses.</summary>
    public static LaneWidth Widest
    {
        // The runtime denies 512 bits on processors that clock down for them, but the kernels still gain: so the instructions
        // themselves are asked for. Everything here is a constant to the JIT.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported || Vector512.IsHardwareAccelerated ? LaneWidth.Bits512
            : Vector256.IsHardwareAccelerated ? LaneWidth.Bits256
            : Vector128.IsHardwareAccelerated ? LaneWidth.Bits128
            : LaneWidth.Scalar;
    }

    /// <summary>Runs a loop with the widest lanes.</summary>
    /// <typeparam name="TAction">The loop; a struct, so that its body is compiled for the lane.</typeparam>
    /// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="action">The loop with its arguments; results are left in its fields.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run<TAction, T>(ref TAction action)
        where TAction : struct, ILaneAction<T>, allows ref struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run<TAction, T>(ref action, Widest);

    /// <summary>Runs a loop with lanes of a given width, even one that the processor has to imitate: the results are the same.</summary>
    /// <inheritdoc cref="Run{TAction, T}(ref TAction)"/>
    /// <param name="action">The loop with its arguments; results are left in its fields.</param>
    /// <param name="width">The register width.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run<TAction, T>(ref TAction action, LaneWidth width)
        where TAction : struct, ILaneAction<T>, allows ref struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (width)
        {
            case LaneWidth.Bits512:
                action.Run<Lane512<T>>();
                break;
            case LaneWidth.Bits256:
                action.Run<Lane256<T>>();
                break;
            case LaneWidth.Bits128:
                action.Run<Lane128<T>>();
                break;
            default:
                action.Run<ScalarLane<T>>();
                break;
        }
    }
}
