namespace LossKit;

/// <summary>Work that falls into numbered parts which may run in any order, and at the same time.</summary>
internal interface IPartitionedJob
{
    /// <summary>Does one part. It must write only what no other part reads or writes.</summary>
    /// <param name="part">Which part, from 0.</param>
    void Execute(int part);
}
