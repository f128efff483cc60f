namespace LossKit;

/// <summary>A loss that is a sum of others, each multiplied by a factor: 0.7·mse + 0.3·mae.</summary>
public interface ILossSum
{
    /// <summary>Gets the terms in the order they were written. None of them is a sum itself.</summary>
    IReadOnlyList<LossTerm> Terms { get; }
}
