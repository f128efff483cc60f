using System.Runtime.InteropServices;

namespace LossKit.Benchmarks;

/// <summary>The rows that both sides train on: standardised features after one-hot, and a standardised target.</summary>
internal sealed record TrainingTable(float[] Features, float[] Targets, int FeatureCount)
{
    /// <summary>Gets the number of rows.</summary>
    public int RowCount => Targets.Length;

    /// <summary>Reads a table with every row as a training row, encoded as <c>losskit compare</c> encodes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="target">The column to be predicted, a number.</param>
    public static TrainingTable Read(string path, string target)
    {
        var dataset = Dataset.From(CsvTable.Read(path), new DatasetOptions { Target = target, Task = LearningTask.Regression });
        int[] all = [.. Enumerable.Range(0, dataset.RowCount)];
        EncodedRows rows = DatasetEncoder.Fit(dataset, all).Encode(all);
        return new(rows.Features, Standardised(rows.Targets), rows.FeatureCount);
    }

    /// <summary>
    /// Makes a table of the size of the diamonds: six numbers and three one-hot columns of 5, 7 and 8 categories, the target a
    /// nonlinear function of them with noise.
    /// </summary>
    public static TrainingTable Synthetic()
    {
        const int Rows = 53_940, Numbers = 6;
        ReadOnlySpan<int> categories = [5, 7, 8];
        int width = Numbers + 5 + 7 + 8;
        var random = new SeededRandom(1);
        var features = new float[Rows * width];
        var targets = new double[Rows];
        for (int row = 0; row < Rows; row++)
        {
            Span<float> x = features.AsSpan(row * width, width);
            for (int i = 0; i < Numbers; i++)
            {
                x[i] = (float)random.NextGaussian();
            }

            int place = Numbers;
            foreach (int count in categories)
            {
                x[place + random.Next(count)] = 1;
                place += count;
            }

            targets[row] = Math.Exp(x[0] / 2) + (x[1] * x[2]) + x[Numbers] - x[width - 1] + (0.3 * random.NextGaussian());
        }

        return new(features, Standardised(targets), width);
    }

    /// <summary>Writes features and targets as plain numbers, for the other side to read.</summary>
    /// <param name="folder">Where to write.</param>
    public void Save(string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, "features.f32"), MemoryMarshal.AsBytes<float>(Features));
        File.WriteAllBytes(Path.Combine(folder, "targets.f32"), MemoryMarshal.AsBytes<float>(Targets));
    }

    private static float[] Standardised(double[] values)
    {
        Standardisation units = Standardisation.Fit(values);
        return Array.ConvertAll(values, value => (float)units.Standardise(value));
    }
}
