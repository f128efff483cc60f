namespace LossKit;

/// <summary>A loop written once for every register width: what a driver hands to <see cref="LaneDispatch"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal interface ILaneAction<T>
    where T : unmanaged
{
    /// <summary>Runs the loop with lanes of one width. Elements that do not fill a lane go through <see cref="ScalarLane{T}"/>.</summary>
    /// <typeparam name="TLane">The lane to work in.</typeparam>
    void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>;
}
