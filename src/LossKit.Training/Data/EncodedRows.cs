namespace LossKit;

/// <summary>Rows in the form a network is trained on: a matrix of features and the targets beside it.</summary>
public sealed class EncodedRows
{
    internal EncodedRows(int[] rows, float[] features, int featureCount, double[] targets, int[] labels)
    {
        Rows = rows;
        Features = features;
        FeatureCount = featureCount;
        Targets = targets;
        Labels = labels;
    }

    /// <summary>Gets the number of rows.</summary>
    public int RowCount => Rows.Length;

    /// <summary>Gets the number of features of a row.</summary>
    public int FeatureCount { get; }

    /// <summary>Gets the index in the data set of each row.</summary>
    public int[] Rows { get; }

    /// <summary>Gets the features, shape [<see cref="RowCount"/>, <see cref="FeatureCount"/>], one row after the other.</summary>
    public float[] Features { get; }

    /// <summary>Gets the targets in their own units; empty where the target is classes.</summary>
    public double[] Targets { get; }

    /// <summary>Gets the class indices; empty for regression.</summary>
    public int[] Labels { get; }
}
