namespace LossKit.Samples;

/// <summary>
/// Handwritten digits, a network with a hidden layer, plain gradient descent; only the loss differs. How many test digits are right, and how sure
/// is the network?
/// </summary>
internal static class DigitClassifier
{
    private const int Classes = 10, Hidden = 64, BatchSize = 32;
    private const float LearningRate = 0.1f;

    private static readonly int[] Stops = [1, 2, 5, 10, 40];

    /// <summary>Prints a line for each loss.</summary>
    public static void Run()
    {
        Dataset digits = Dataset.From(CsvTable.Read("samples/data/digits.csv"), new DatasetOptions { Target = "digit" });
        DataSplit split = DataSplit.Create(digits, new SeededRandom(1));
        DatasetEncoder encoder = DatasetEncoder.Fit(digits, split.Training);
        EncodedRows training = encoder.Encode(split.Training), test = encoder.Encode(split.Test);

        Console.WriteLine($"{"right, after epochs",-36}{string.Concat(Stops.Select(stop => $"{stop,8}"))}   mean p of its answer");
        Show("cross-entropy", Labels(new CrossEntropyLoss()));
        Show("cross-entropy:label-smoothing=0.1", Labels(new CrossEntropyLoss(labelSmoothing: 0.1)));
        Show("focal:gamma=2:alpha=null", Labels(new FocalLoss(alpha: null)));
        Show("multi-margin", Labels(new MultiMarginLoss()));

        // A mean over rows times classes; times the classes it is a mean over rows, as the others are.
        Show("squared error of the softmax", (logits, labels) => (Classes * new MseLoss()).Forward(logits.LogSoftmax().Exp(), OneHot(labels)));

        void Show(string name, Func<Variable, int[], Variable> loss) => Console.WriteLine($"{name,-36}{Course(loss, training, test)}");
    }

    private static Func<Variable, int[], Variable> Labels(ClassLoss loss) => (logits, labels) => loss.Forward(logits, labels);

    private static string Course(Func<Variable, int[], Variable> loss, EncodedRows training, EncodedRows test)
    {
        var random = new SeededRandom(2);
        var model = new Sequential(new Linear(training.FeatureCount, Hidden, random), new Relu(), new Linear(Hidden, Classes, random));
        var optimizer = new Sgd(model.Parameters, LearningRate);
        string course = "";
        for (int epoch = 1; epoch <= Stops[^1]; epoch++)
        {
            int[] order = [.. Enumerable.Range(0, training.RowCount)];
            random.Shuffle(order);
            foreach (int[] rows in order.Chunk(BatchSize))
            {
                using var step = GraphScope.Begin();
                loss(model.Forward(Batch(training, rows)), [.. rows.Select(row => training.Labels[row])]).Backward();
                optimizer.Step();
                optimizer.ZeroGradients();
            }

            course += Stops.Contains(epoch) ? $"{Judge(model, test).Right,8:F3}" : "";
        }

        return $"{course}{Judge(model, test).Confidence,12:F3}";
    }

    private static (double Right, double Confidence) Judge(Sequential model, EncodedRows test)
    {
        using var scope = GraphScope.Begin();
        using var evaluation = NoGradientScope.Begin();
        float[] probabilities = model.Forward(Batch(test, [.. Enumerable.Range(0, test.RowCount)])).LogSoftmax().Exp().ToArray();
        (float Confidence, int Answer)[] answers = [.. probabilities.Chunk(Classes).Select(row => row.Index().Max(score => (score.Item, score.Index)))];
        return (answers.Zip(test.Labels).Average(row => row.First.Answer == row.Second ? 1.0 : 0), answers.Average(row => row.Confidence));
    }

    private static Variable Batch(EncodedRows data, int[] rows) => Variable.Constant(
        [.. rows.SelectMany(row => data.Features[(row * data.FeatureCount)..((row + 1) * data.FeatureCount)])], [rows.Length, data.FeatureCount]);

    private static Variable OneHot(int[] labels) => Variable.Constant(
        [.. labels.SelectMany(label => Enumerable.Range(0, Classes).Select(index => index == label ? 1f : 0f))], [labels.Length, Classes]);
}
