namespace LossKit;

/// <summary>Chooses the head of a regression loss, and checks that the targets are inside its domain.</summary>
internal static class RegressionHeads
{
    /// <summary>Finds the head.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="text">The loss as it was written.</param>
    /// <param name="dataset">The data.</param>
    /// <returns>The head.</returns>
    public static LossHead For(Loss loss, string text, Dataset dataset)
    {
        if (loss is GaussianNllLoss gaussian)
        {
            return new GaussianHead(gaussian);
        }

        if (loss is not MatchedLoss matched)
        {
            throw new DataException($"'{text}' cannot be trained on a table; use {string.Join(", ", DefaultLosses.For(dataset))}.");
        }

        // The terms of a sum agree in what they take a network's outputs for, so that any of them says it.
        switch (loss.Parts().First())
        {
            case PoissonNllLoss poisson:
                CheckTargets(dataset, text, target => target >= 0, "of at least 0, as counts are", "mse or huber");
                return new LogMeanHead(matched, poisson.Input == PoissonInput.LogRate ? MeanInput.LogMean : MeanInput.Mean, "rate");
            case NegativeBinomialNllLoss counts:
                CheckTargets(dataset, text, target => target >= 0, "of at least 0, as counts are", "mse or huber");
                return new LogMeanHead(matched, counts.Input);
            case TweedieLoss tweedie:
                CheckTargets(dataset, text, target => target >= 0, "of at least 0, as amounts are", "mse or huber");
                return new LogMeanHead(matched, tweedie.Input);
            case GammaNllLoss gamma:
                // The network trains in single precision, where a smaller target would be 0.
                CheckTargets(dataset, text, target => (float)target > 0, "greater than 0", "tweedie, mse or huber");
                return new LogMeanHead(matched, gamma.Input);
            case MsleLoss:
                CheckTargets(dataset, text, target => target > -1, "greater than -1", "mse, mae or huber");
                return new LogarithmHead(matched);
            case MapeLoss mape:
                CheckTargets(dataset, text, target => Math.Abs(target) > mape.Epsilon, "other than 0, which it divides by", "mae or msle");
                return new OwnUnitHead(matched);
            default:
                return new StandardisedHead(matched);
        }
    }

    private static void CheckTargets(Dataset dataset, string text, Predicate<double> isInside, string needs, string instead)
    {
        for (var row = 0; row < dataset.RowCount; row++)
        {
            if (!isInside(dataset.Targets[row]))
            {
                throw new DataException(Misfits.Target(text, dataset, row, needs, instead));
            }
        }
    }
}
