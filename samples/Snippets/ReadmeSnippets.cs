namespace LossKit.Samples;

/// <summary>The code of README.md, a method for each block. A test compares the texts and runs the methods.</summary>
public static class ReadmeSnippets
{
    /// <summary>Evaluates a loss of numbers.</summary>
    /// <returns>The value.</returns>
    public static float ElementwiseLoss()
    {
        var loss = new HuberLoss(delta: 1.0);
        float[] prediction = [2.5f, 0.0f, 2.1f, 10.0f];
        float[] target = [3.0f, -0.5f, 2.0f, 8.0f];
        var gradient = new float[4];
        var hessian = new float[4];

        float value = loss.Evaluate(prediction, target, gradient, hessian);   // 0.43875
        return value;
    }

    /// <summary>Evaluates a loss of class scores.</summary>
    /// <returns>The value.</returns>
    public static float ClassLoss()
    {
        var loss = new CrossEntropyLoss(labelSmoothing: 0.1, classWeights: [1, 5, 5]);
        float[] logits = [2.0f, -1.0f, 0.5f, 0.1f, 0.2f, 3.0f];
        int[] target = [0, 2];
        var gradient = new float[6];

        float value = loss.Evaluate(logits, target, gradient);
        return value;
    }

    /// <summary>Writes a loss from variables.</summary>
    /// <param name="prediction">The predictions, a parameter.</param>
    /// <param name="target">The targets.</param>
    /// <returns>The value, after its gradient was computed.</returns>
    public static float OwnLoss(Variable prediction, Variable target)
    {
        Variable error = prediction - target;
        Variable penalty = Variable.Where(error > 0f, 2f * error * error, error * error);
        Variable loss = penalty.Mean();
        loss.Backward();
        return loss.ToScalar();
    }
}
