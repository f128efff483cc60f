using System.Diagnostics.CodeAnalysis;

namespace LossKit;

/// <summary>
/// Arithmetic of losses: <c>0.7 * new MseLoss() + 0.3 * new MaeLoss()</c> is a loss, of the same kind as its terms.
/// </summary>
/// <remarks>
/// Terms have to take the same inputs and have the same reduction; a <see cref="LossException"/> names the two that do not and what
/// differs. The sum's class is known to the compiler where the terms' classes are, and otherwise found when the sum is made.
/// </remarks>
[SuppressMessage("Naming", "CA1708", Justification = "The rule takes the unnamed extension blocks for members of one name.")]
public static class LossArithmetic
{
    extension(Loss)
    {
        /// <summary>Multiplies a loss by a number.</summary>
        public static Loss operator *(double factor, Loss loss) => Sum(new LossTerm(factor, loss));

        /// <summary>Multiplies a loss by a number.</summary>
        public static Loss operator *(Loss loss, double factor) => Sum(new LossTerm(factor, loss));

        /// <summary>Adds two losses.</summary>
        public static Loss operator +(Loss left, Loss right) => Sum(new(1, left), new(1, right));

        /// <summary>Subtracts a loss, as an entropy that is to grow.</summary>
        public static Loss operator -(Loss left, Loss right) => Sum(new(1, left), new(-1, right));
    }

    extension(ElementwiseLoss)
    {
        /// <summary>Multiplies a loss by a number.</summary>
        public static ElementwiseSumLoss operator *(double factor, ElementwiseLoss loss) => new(new([new(factor, loss)]));

        /// <summary>Multiplies a loss by a number.</summary>
        public static ElementwiseSumLoss operator *(ElementwiseLoss loss, double factor) => new(new([new(factor, loss)]));

        /// <summary>Adds two losses.</summary>
        public static ElementwiseSumLoss operator +(ElementwiseLoss left, ElementwiseLoss right) =>
            new(new([new(1, left), new(1, right)]));

        /// <summary>Subtracts a loss.</summary>
        public static ElementwiseSumLoss operator -(ElementwiseLoss left, ElementwiseLoss right) =>
            new(new([new(1, left), new(-1, right)]));
    }

    extension(ClassLoss)
    {
        /// <summary>Multiplies a loss by a number.</summary>
        public static ClassSumLoss operator *(double factor, ClassLoss loss) => new([new(factor, loss)]);

        /// <summary>Multiplies a loss by a number.</summary>
        public static ClassSumLoss operator *(ClassLoss loss, double factor) => new([new(factor, loss)]);

        /// <summary>Adds two losses.</summary>
        public static ClassSumLoss operator +(ClassLoss left, ClassLoss right) => new([new(1, left), new(1, right)]);

        /// <summary>Subtracts a loss.</summary>
        public static ClassSumLoss operator -(ClassLoss left, ClassLoss right) => new([new(1, left), new(-1, right)]);
    }

    extension(TensorLoss)
    {
        /// <summary>Multiplies a loss by a number.</summary>
        public static TensorSumLoss operator *(double factor, TensorLoss loss) => new([new(factor, loss)]);

        /// <summary>Multiplies a loss by a number.</summary>
        public static TensorSumLoss operator *(TensorLoss loss, double factor) => new([new(factor, loss)]);

        /// <summary>Adds two losses.</summary>
        public static TensorSumLoss operator +(TensorLoss left, TensorLoss right) => new([new(1, left), new(1, right)]);

        /// <summary>Subtracts a loss.</summary>
        public static TensorSumLoss operator -(TensorLoss left, TensorLoss right) => new([new(1, left), new(-1, right)]);
    }

    /// <summary>Adds losses whose classes are known when the program runs only, as those that the catalogue parses.</summary>
    /// <param name="terms">The terms; at least one.</param>
    /// <returns>
    /// The sum: an <see cref="ElementwiseSumLoss"/>, <see cref="MatchedSumLoss"/>, <see cref="ClassSumLoss"/> or <see cref="TensorSumLoss"/>.
    /// </returns>
    /// <exception cref="LossException">The terms do not take the same inputs, or their reductions differ.</exception>
    public static Loss Sum(params ReadOnlySpan<LossTerm> terms)
    {
        if (All<ElementwiseLoss>(terms))
        {
            return new ElementwiseSumLoss(new(terms));
        }

        if (All<MatchedLoss>(terms))
        {
            return new MatchedSumLoss(new(terms));
        }

        if (All<ClassLoss>(terms))
        {
            return new ClassSumLoss(terms);
        }

        return All<TensorLoss>(terms) ? new TensorSumLoss(terms) : throw TermRules.Misfit(terms);
    }

    private static bool All<TLoss>(ReadOnlySpan<LossTerm> terms)
    {
        foreach (var term in terms)
        {
            if (term.Loss is not TLoss)
            {
                return false;
            }
        }

        return true;
    }
}
