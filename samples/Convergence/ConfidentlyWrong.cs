namespace LossKit.Samples;

/// <summary>A model is sure of the wrong answer: how many steps of gradient descent until it says the right one?</summary>
internal static class ConfidentlyWrong
{
    private const float LearningRate = 1;

    private static readonly float[] Starts = [-2, -4, -8];

    /// <summary>Prints a line for each loss.</summary>
    public static void Run()
    {
        Console.WriteLine($"{"start: logit (probability)",-30}{string.Concat(Starts.Select(logit => $"{$"{logit} ({Probability(logit):0.0000})",15}"))}");
        Show("squared error of σ(z)", (logit, target) => new MseLoss().Forward(logit.Sigmoid(), target));
        Show("bce-with-logits", (logit, target) => new BceWithLogitsLoss().Forward(logit, target));
        Show("sigmoid-focal, γ = 2", (logit, target) => new SigmoidFocalLoss(alpha: null).Forward(logit, target));
        Show("squared-hinge", (logit, target) => new SquaredHingeLoss().Forward(logit, target));
    }

    private static void Show(string name, Func<Variable, Variable, Variable> loss) =>
        Console.WriteLine($"{name,-30}{string.Concat(Starts.Select(start => $"{StepsFrom(start, loss),15:N0}"))}");

    private static int StepsFrom(float start, Func<Variable, Variable, Variable> loss)
    {
        Variable logit = Variable.Parameter([start], [1]), target = Variable.Constant([1], [1]);
        var optimizer = new Sgd([new NamedParameter("logit", logit)], LearningRate);
        int steps = 0;
        for (; logit.Values[0] <= 0; steps++)
        {
            using var scope = GraphScope.Begin();
            loss(logit, target).Backward();
            optimizer.Step();
            optimizer.ZeroGradients();
        }

        return steps;
    }

    private static double Probability(float logit) => 1 / (1 + Math.Exp(-logit));
}
