namespace LossKit;

/// <summary>How much rows count by the class of their target, and which target is ignored.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly unsafe struct RowWeights<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T* _classWeights;
    private readonly int? _ignoreIndex;

    /// <summary>Initializes a new instance of the <see cref="RowWeights{T}"/> struct.</summary>
    /// <param name="classWeights">The weight of each class; null for 1. Pinned by the caller.</param>
    /// <param name="ignoreIndex">The target that is ignored; null for none.</param>
    public RowWeights(T* classWeights, int? ignoreIndex)
    {
        _classWeights = classWeights;
        _ignoreIndex = ignoreIndex;
    }

    /// <summary>Gives the weight of a target's class.</summary>
    /// <param name="target">The class index.</param>
    /// <returns>The weight.</returns>
    public double Of(int target) => _classWeights is null ? 1 : double.CreateTruncating(_classWeights[target]);

    /// <summary>Says whether a target is ignored.</summary>
    /// <param name="target">The class index.</param>
    /// <returns>Whether it is.</returns>
    public bool Ignores(int target) => target == _ignoreIndex;
}
