namespace LossKit;

/// <summary>The lines of TorchSharp for the losses that rules name. <c>output</c> is what the model gives and <c>target</c> what it is held against.</summary>
internal static partial class TorchSharpLines
{
    /// <summary>Gives the lines of a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="isWeighted">Whether a variable <c>weights</c> holds the weights of its classes.</param>
    /// <returns>The lines; the last one declares <c>loss</c>.</returns>
    /// <exception cref="ArgumentException">No line is known for the loss.</exception>
    public static IReadOnlyList<string> Of(LossWriting loss, bool isWeighted) =>
        OfNumbers(loss) ?? OfClasses(loss, isWeighted) ?? OfEmbeddings(loss) ?? OfRegions(loss) ?? OfSamples(loss)
        ?? throw new ArgumentException($"There are no lines of TorchSharp for {loss.Id}; add them where its family is.", nameof(loss));

    private static string[]? OfNumbers(LossWriting loss) => loss.Id switch
    {
        "mse" => [TorchSharpCode.Call("mse_loss", "output", "target")],
        "mae" => [TorchSharpCode.Call("l1_loss", "output", "target")],
        "huber" => [TorchSharpCode.Call("huber_loss", "output", "target", $"delta: {loss.Value("delta")}")],
        "log-cosh" =>
        [
            "var e = (output - target).abs();",
            "var loss = (e + torch.nn.functional.softplus(-2 * e) - Math.Log(2)).mean();",
        ],
        "quantile" when loss.Value("quantiles") is { Length: > 0 } levels =>
        [
            $"var q = torch.tensor(new[] {{ {string.Join(", ", levels.Split('/').Select(level => level + "f"))} }});",
            "var d = target.unsqueeze(-1) - output;   // output: one column for each quantile",
            "var loss = torch.maximum(q * d, (q - 1) * d).mean();",
        ],
        "quantile" => ["var d = target - output;", $"var loss = torch.maximum({loss.Value("quantile")} * d, ({loss.Value("quantile")} - 1) * d).mean();"],
        "asymmetric-mse" =>
        [
            "var e = output - target;",
            $"var loss = ({loss.Value("over-penalty")} * torch.nn.functional.relu(e).pow(2) + {loss.Value("under-penalty")} * torch.nn.functional.relu(-e).pow(2)).mean();",
        ],
        "epsilon-insensitive" => [$"var loss = torch.nn.functional.relu((output - target).abs() - {loss.Value("epsilon")}).mean();"],
        "charbonnier" => [$"var loss = ((output - target).pow(2) + {loss.Value("epsilon")} * {loss.Value("epsilon")}).sqrt().mean();"],
        "general-robust" => [$"var loss = (1 + 0.5 * ((output - target) / {loss.Value("scale")}).pow(2)).log().mean();   // alpha = 0"],
        "msle" => [TorchSharpCode.Call("mse_loss", "output", "torch.log1p(target)") + "   // output: ln(1 + prediction)"],
        "poisson-nll" => [TorchSharpCode.Call("poisson_nll_loss", "output", "target") + "   // output: the logarithm of the rate"],
        "negative-binomial-nll" =>
        [
            $"const double a = {loss.Value("dispersion")};   // output: the logarithm of the mean",
            "var loss = ((target + 1 / a) * torch.log1p(a * output.exp()) - target * output).mean();",
        ],
        "tweedie" =>
        [
            $"const double p = {loss.Value("power")};   // output: the logarithm of the mean",
            "var loss = (target * ((1 - p) * output).exp() / (p - 1) + ((2 - p) * output).exp() / (2 - p)).mean();",
        ],
        "gaussian-nll" => ["var loss = (0.5 * (variance.log() + (mean - target).pow(2) / variance)).mean();"],
        _ => null,
    };

    private static string[]? OfClasses(LossWriting loss, bool isWeighted) => loss.Id switch
    {
        "bce" => [TorchSharpCode.Call("binary_cross_entropy", "output", "target")],
        "bce-with-logits" when isWeighted => [TorchSharpCode.Call("binary_cross_entropy_with_logits", "output", "target", "pos_weights: weights")],
        "bce-with-logits" => [TorchSharpCode.Call("binary_cross_entropy_with_logits", "output", "target")],
        "cross-entropy" when isWeighted => [TorchSharpCode.Call("cross_entropy", "output", "target", "weights")],
        "cross-entropy" when loss.Options.Count > 0 =>
            [TorchSharpCode.Call("cross_entropy", "output", "target", $"label_smoothing: {loss.Value("label-smoothing")}")],
        "cross-entropy" => [TorchSharpCode.Call("cross_entropy", "output", "target")],
        "linear-cross-entropy" => [TorchSharpCode.Call("cross_entropy", "torch.matmul(hidden, weights.t())", "target") + "   // holds all logits"],
        "nll" => [TorchSharpCode.Call("nll_loss", "output.log()", "target") + "   // output: probabilities"],
        "hinge" => [$"var loss = torch.nn.functional.relu({loss.Value("margin")} - target * output).mean();   // targets are -1 and +1"],
        "multi-margin" => [TorchSharpCode.Call("multi_margin_loss", "output", "target")],
        "generalized-cross-entropy" =>
        [
            $"const double q = {loss.Value("q")};",
            "var p = output.softmax(1).gather(1, target.unsqueeze(1));",
            "var loss = ((1 - p.pow(q)) / q).mean();",
        ],
        "sigmoid-focal" => ["var loss = torchvision.ops.sigmoid_focal_loss(output, target).mean();   // of the package TorchVision"],
        "asymmetric-multi-label" =>
        [
            "var p = output.sigmoid();",
            $"var m = torch.nn.functional.relu(p - {loss.Value("clip")});",
            $"var ones = target * (1 - p).pow({loss.Value("gamma-positive")}) * torch.nn.functional.logsigmoid(output);",
            $"var zeros = (1 - target) * m.pow({loss.Value("gamma-negative")}) * torch.log1p(-m);",
            "var loss = -(ones + zeros).mean();",
        ],
        "distillation" =>
        [
            $"const double t = {loss.Value("temperature")};",
            "var p = (teacher / t).softmax(1);",
            "var loss = t * t * (p * ((teacher / t).log_softmax(1) - (output / t).log_softmax(1))).sum() / output.shape[0];",
        ],
        "js-divergence" =>
        [
            "var m = 0.5 * (output + target);",
            "var loss = 0.5 * (torch.xlogy(output, output / m) + torch.xlogy(target, target / m)).sum() / output.shape[0];",
        ],
        "kl-divergence" => ["var loss = torch.xlogy(target, target).sub(target * output).sum() / output.shape[0];   // output: ln q"],
        _ => null,
    };
}
