namespace LossKit.Samples;

/// <summary>The same loss times 1, 10 and 100, which has the same minimum: what is left of an error of 1 after ten steps?</summary>
internal static class ScaledLoss
{
    private const int Steps = 10;

    /// <summary>Prints a line for each optimizer.</summary>
    public static void Run()
    {
        float[] factors = [1, 10, 100];
        Console.WriteLine($"{$"error after {Steps} steps",-24}{string.Concat(factors.Select(factor => $"{$"{factor}·mse",14}"))}");
        Show("Sgd, rate 0.05", parameters => new Sgd(parameters, 0.05f));
        Show("Adam, rate 0.05", parameters => new Adam(parameters, 0.05f));

        void Show(string name, Func<NamedParameter[], Optimizer> optimizer) =>
            Console.WriteLine($"{name,-24}{string.Concat(factors.Select(factor => $"{ErrorAfter(factor, optimizer),14:G4}"))}");
    }

    private static float ErrorAfter(float factor, Func<NamedParameter[], Optimizer> makeOptimizer)
    {
        Variable prediction = Variable.Parameter([1], [1]), target = Variable.Constant([0], [1]);
        Optimizer optimizer = makeOptimizer([new NamedParameter("prediction", prediction)]);
        ElementwiseLoss loss = factor * new MseLoss();
        for (int step = 0; step < Steps; step++)
        {
            using var scope = GraphScope.Begin();
            loss.Forward(prediction, target).Backward();
            optimizer.Step();
            optimizer.ZeroGradients();
        }

        return prediction.Values[0];
    }
}
