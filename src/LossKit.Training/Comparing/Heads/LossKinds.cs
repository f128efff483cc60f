using System.Diagnostics.CodeAnalysis;

namespace LossKit;

/// <summary>What a loss is made of: itself, or the terms of a sum.</summary>
internal static class LossKinds
{
    /// <summary>Gives the terms of a sum, or the loss itself.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>Losses that are no sums; at least one.</returns>
    public static IEnumerable<Loss> Parts(this Loss loss) => loss is ILossSum sum ? sum.Terms.Select(term => term.Loss) : [loss];

    /// <summary>Says whether a loss, or every term of it, is of a class.</summary>
    /// <typeparam name="TLoss">The class.</typeparam>
    /// <param name="loss">The loss.</param>
    /// <param name="first">Receives the first term.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsMadeOf<TLoss>(this Loss loss, [NotNullWhen(true)] out TLoss? first)
        where TLoss : Loss
    {
        first = loss.Parts().First() as TLoss;
        return loss.Parts().All(part => part is TLoss) && first is not null;
    }

    /// <summary>Says whether a loss, or a term of it, is of a class.</summary>
    /// <typeparam name="TLoss">The class.</typeparam>
    /// <param name="loss">The loss.</param>
    /// <returns>Whether it is.</returns>
    public static bool HasPart<TLoss>(this Loss loss)
        where TLoss : Loss => loss.Parts().Any(part => part is TLoss);
}
