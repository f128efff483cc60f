namespace LossKit.Tests;

/// <summary>
/// Rows of few classes are worked on side by side, those of many one by one: classes with the logit −∞, which change nothing, lead the same
/// rows through the other loop.
/// </summary>
public sealed class FewClassesTests
{
    private const int Rows = 37;
    private const int MoreClasses = 40;

    // The loop over rows of many classes adds in double and takes z − max as it is rounded: 40 · 2⁻²⁴ where scores lie 40 apart.
    private const double SingleTolerance = 4e-6;
    private const double DoubleTolerance = 2e-14;

    // Derivatives are differences of shares of a mean; a smaller one has the error of what it is the difference of.
    private const double LeastDerivative = 0.1 / Rows;

    public static TheoryData<int> Classes => [.. Enumerable.Range(1, MoreClasses)];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Class_indices_agree(int classes)
    {
        var weights = Enumerable.Range(0, classes + MoreClasses).Select(c => 0.25 + (c % 3)).ToArray();
        Compare<float>(classes, SingleTolerance, _ => new CrossEntropyLoss());
        Compare<double>(classes, DoubleTolerance, _ => new CrossEntropyLoss());
        Compare<float>(classes, SingleTolerance, count => new CrossEntropyLoss(zLoss: 0.01, ignoreIndex: 0, classWeights: weights.AsSpan(0, count)));
        Compare<double>(classes, DoubleTolerance, count => new CrossEntropyLoss(zLoss: 0.01, ignoreIndex: 0, classWeights: weights.AsSpan(0, count)));
        Compare<float>(classes, SingleTolerance, count => new FocalLoss(classWeights: weights.AsSpan(0, count)));
        Compare<double>(classes, DoubleTolerance, count => new FocalLoss(classWeights: weights.AsSpan(0, count)));
        Compare<float>(classes, SingleTolerance, _ => new GeneralizedCrossEntropyLoss(reduction: Reduction.Sum));
        Compare<double>(classes, DoubleTolerance, _ => new Poly1CrossEntropyLoss(epsilon: -0.5));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Distributions_and_smoothed_indices_agree(int classes)
    {
        CompareSpread<float>(classes, SingleTolerance);
        CompareSpread<double>(classes, DoubleTolerance);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(70)]
    public void Positions_are_rows(int classes)
    {
        var loss = new CrossEntropyLoss(labelSmoothing: 0.1);
        var (scores, targets) = Sample<double>(classes);
        var (turned, gradient) = (new double[scores.Length], new double[scores.Length]);
        var expected = new double[scores.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            // A logit of −∞ makes the smoothed loss infinite.
            scores[i] = Math.Max(scores[i], -50);
            turned[(i % classes * Rows) + (i / classes)] = scores[i];
        }

        var value = loss.Evaluate<double>(scores, targets, expected);
        Bits.Close(value, loss.Evaluate<double>(turned, new ClassShape(1, classes, Rows), targets, gradient), DoubleTolerance * value, "value");
        for (var i = 0; i < scores.Length; i++)
        {
            Bits.Close(expected[i], gradient[(i % classes * Rows) + (i / classes)], DoubleTolerance, $"gradient[{i}]");
        }
    }

    private static void Compare<T>(int classes, double tolerance, Func<int, ClassLoss> make)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var (scores, targets) = Sample<T>(classes);
        var mask = Enumerable.Range(0, Rows).Select(row => row % 5 != 3).ToArray();
        var padded = Pad(scores, classes, T.NegativeInfinity);
        var (few, many) = (make(classes), make(classes + MoreClasses));
        var (gradient, hessian) = (new T[scores.Length], new T[scores.Length]);
        var (paddedGradient, paddedHessian) = (new T[padded.Length], new T[padded.Length]);
        var (values, paddedValues) = (new T[Rows], new T[Rows]);
        var second = few.Card.HasHessian;
        var value = few.EvaluateWithValues<T>(
            scores, new ClassShape(Rows, classes), targets, values, gradient, second ? hessian : [], mask: mask);
        var expected = many.EvaluateWithValues<T>(
            padded, new ClassShape(Rows, classes + MoreClasses), targets, paddedValues, paddedGradient, second ? paddedHessian : [], mask: mask);
        AreClose(expected, value, tolerance, $"{few.Card.Id} of {classes}: value");
        for (var row = 0; row < Rows; row++)
        {
            AreClose(paddedValues[row], values[row], tolerance, $"{few.Card.Id} of {classes}: value of row {row}");
        }

        AreClose(paddedGradient, gradient, classes, tolerance, $"{few.Card.Id} of {classes}: gradient");
        AreClose(paddedHessian, hessian, classes, tolerance, $"{few.Card.Id} of {classes}: Hessian");
    }

    private static void CompareSpread<T>(int classes, double tolerance)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        const double Smoothing = 0.125;
        var (scores, targets) = Sample<T>(classes);
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = T.Max(scores[i], T.CreateTruncating(-50));
        }

        var spread = new T[scores.Length];
        for (var i = 0; i < spread.Length; i++)
        {
            var own = targets[i / classes] == i % classes ? 1 - Smoothing : 0;
            spread[i] = T.CreateTruncating(own + (Smoothing / classes));
        }

        var (gradient, smoothedGradient, paddedGradient) =
            (new T[scores.Length], new T[scores.Length], new T[Rows * (classes + MoreClasses)]);
        var loss = new CrossEntropyLoss();
        var smoothed = new CrossEntropyLoss(labelSmoothing: Smoothing).Evaluate<T>(scores, targets, smoothedGradient);
        var value = loss.EvaluateDistribution<T>(scores, new ClassShape(Rows, classes), spread, gradient);
        var expected = loss.EvaluateDistribution<T>(
            Pad(scores, classes, T.NegativeInfinity),
            new ClassShape(Rows, classes + MoreClasses),
            Pad(spread, classes, T.Zero),
            paddedGradient);
        AreClose(expected, value, tolerance, $"distribution of {classes}: value");
        AreClose(expected, smoothed, tolerance, $"smoothed index of {classes}: value");
        AreClose(paddedGradient, gradient, classes, tolerance, $"distribution of {classes}: gradient");
        AreClose(paddedGradient, smoothedGradient, classes, tolerance, $"smoothed index of {classes}: gradient");
    }

    // Usual logits, a sure class, several largest ones, a common offset, and classes that are left out.
    private static (T[] Scores, int[] Targets) Sample<T>(int classes)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(classes);
        var scores = new T[Rows * classes];
        var targets = new int[Rows];
        for (var row = 0; row < Rows; row++)
        {
            targets[row] = random.Next(classes);
            for (var c = 0; c < classes; c++)
            {
                var score = (random.NextDouble() * 6) - 3;
                score = (row % 7) switch
                {
                    1 => c == targets[row] ? 40 : score,
                    2 => c % 2 == 0 ? 3 : score,
                    3 => score + 1e4,
                    4 => c != targets[row] && c % 3 == 1 ? double.NegativeInfinity : score,
                    _ => score,
                };
                scores[(row * classes) + c] = T.CreateTruncating(score);
            }
        }

        return (scores, targets);
    }

    private static T[] Pad<T>(T[] rows, int classes, T padding)
    {
        var padded = Enumerable.Repeat(padding, Rows * (classes + MoreClasses)).ToArray();
        for (var row = 0; row < Rows; row++)
        {
            Array.Copy(rows, row * classes, padded, row * (classes + MoreClasses), classes);
        }

        return padded;
    }

    private static void AreClose<T>(T[] padded, T[] derivatives, int classes, double tolerance, string what)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < derivatives.Length; i++)
        {
            AreClose(padded[(i / classes * (classes + MoreClasses)) + (i % classes)], derivatives[i], tolerance, $"{what}[{i}]", LeastDerivative);
        }

        Assert.All(padded.Where((_, i) => i % (classes + MoreClasses) >= classes), derivative => Assert.Equal(T.Zero, derivative));
    }

    private static void AreClose<T>(T expected, T actual, double tolerance, string what, double least = 0)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var (wanted, got) = (double.CreateTruncating(expected), double.CreateTruncating(actual));
        Bits.Close(wanted, got, tolerance * Math.Max(Math.Abs(wanted), Math.Max(least, tolerance)), what);
    }
}
