namespace LossKit;

/// <summary>The rows whose prediction was held to be about equally probable.</summary>
/// <param name="Lower">The lower end of the part, which belongs to the part below it; 0 belongs to the first.</param>
/// <param name="Upper">The upper end, which belongs to the part.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="Confidence">The mean probability of the predicted class; NaN where there are no rows.</param>
/// <param name="Accuracy">The share of rows that were predicted rightly; NaN where there are no rows.</param>
public sealed record ReliabilityBin(double Lower, double Upper, int Count, double Confidence, double Accuracy);

/// <summary>
/// How often predictions are right, by how probable they were held to be (Niculescu-Mizil and Caruana 2005): 15 equal parts of the
/// predicted class's probability, those of <see cref="ClassificationMetric.ExpectedCalibrationError"/>.
/// </summary>
public static class ReliabilityDiagram
{
    /// <summary>Sorts the rows into the parts.</summary>
    /// <param name="probabilities">Probabilities and true classes.</param>
    /// <returns>All 15 parts from the least probable up, empty ones too.</returns>
    public static IReadOnlyList<ReliabilityBin> Of(ClassProbabilities probabilities)
    {
        const int Bins = ProbabilityErrors.Bins;
        var counts = new int[Bins];
        var right = new int[Bins];
        var confidences = new double[Bins];
        for (var row = 0; row < probabilities.RowCount; row++)
        {
            var predicted = probabilities.Predicted(row);
            var confidence = probabilities.Row(row)[predicted];
            var bin = ProbabilityErrors.BinOf(confidence);
            counts[bin]++;
            confidences[bin] += confidence;
            right[bin] += predicted == probabilities.Labels[row] ? 1 : 0;
        }

        return
        [
            .. Enumerable.Range(0, Bins).Select(bin => new ReliabilityBin(
                bin / (double)Bins,
                (bin + 1) / (double)Bins,
                counts[bin],
                confidences[bin] / counts[bin],
                right[bin] / (double)counts[bin])),
        ];
    }
}
