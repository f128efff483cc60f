namespace LossKit.Samples;

/// <summary>One number is learnt by plain gradient descent; only the loss differs. What is left of an error of 100 after some steps?</summary>
internal static class FarAndNear
{
    private const float Start = 100, LearningRate = 0.1f;

    private static readonly string[] Losses = ["mse", "mae", "smooth-l1", "log-cosh", "student-t-nll"];

    private static readonly int[] Stops = [0, 1, 10, 100, 1000, 1001, 3000];

    /// <summary>Prints a line for each loss.</summary>
    public static void Run()
    {
        Console.WriteLine($"{"error after",-14}{string.Concat(Stops.Select(stop => $"{stop,9:N0}"))} steps");
        foreach (string name in Losses)
        {
            Console.WriteLine($"{name,-14}{string.Concat(ErrorsOf((ElementwiseLoss)LossCatalog.Parse(name)).Select(error => $"{error,9:0.0000}"))}");
        }
    }

    private static IEnumerable<float> ErrorsOf(ElementwiseLoss loss)
    {
        float[] prediction = [Start], target = [0], gradient = [0];
        for (int step = 0; step <= Stops[^1]; step++)
        {
            if (Stops.Contains(step))
            {
                yield return prediction[0];
            }

            loss.Evaluate(prediction, target, gradient);
            prediction[0] -= LearningRate * gradient[0];
        }
    }
}
