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

    /// <summary>Says how much rows count in a mean.</summary>
    /// <param name="targets">Their class indices.</param>
    /// <param name="mask">Which rows count; empty where all do.</param>
    /// <param name="divisor">What a mean is divided by.</param>
    /// <returns>The sum over the rows that are not left out.</returns>
    public double Sum(ReadOnlySpan<int> targets, ReadOnlySpan<bool> mask, RowDivisor divisor)
    {
        var isCount = divisor == RowDivisor.Rows || _classWeights is null;
        if (isCount && mask.IsEmpty)
        {
            return targets.Length - (_ignoreIndex is int ignored ? targets.Count(ignored) : 0);
        }

        var total = default(CompensatedSum);
        for (var row = 0; row < targets.Length; row++)
        {
            if ((mask.IsEmpty || mask[row]) && !Ignores(targets[row]))
            {
                total += isCount ? 1 : Of(targets[row]);
            }
        }

        return total.Value;
    }

    /// <summary>Multiplies weights of rows by those of their classes.</summary>
    /// <param name="classes">The class index of each row, which may be none where its weight is 0.</param>
    /// <param name="rows">The weights of the rows.</param>
    /// <param name="count">How many rows there are.</param>
    public void Multiply(T* classes, T* rows, int count)
    {
        for (var i = 0; _classWeights is not null && i < count; i++)
        {
            rows[i] = rows[i] == T.Zero ? T.Zero : rows[i] * _classWeights[int.CreateTruncating(classes[i])];
        }
    }
}
