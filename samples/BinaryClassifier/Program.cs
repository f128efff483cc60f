using LossKit;

// A yes-or-no question about ten numbers, answered by a network 10 → 64 → 32 → 1. The data follow a rule that no straight line
// can separate: yes if x₀·x₁ + x₂ > 0. In one row of twenty the answer is flipped, so the rule itself scores 95 %.
const int Features = 10, TrainingRows = 6000, TestRows = 2000, BatchSize = 50, Epochs = 20;

var random = new SeededRandom(1);
var (inputs, answers) = Draw(TrainingRows);
var (testInputs, testAnswers) = Draw(TestRows);

var model = new Sequential(
    new Linear(Features, 64, random),
    new Relu(),
    new Linear(64, 32, random),
    new Relu(),
    new Linear(32, 1, random));

// The model ends with a logit, not a probability: the loss applies the sigmoid itself, exactly at any logit.
var criterion = new BceWithLogitsLoss();
var optimizer = new Adam(model.Parameters, learningRate: 2e-3f);

for (int epoch = 1; epoch <= Epochs; epoch++)
{
    double sum = 0;
    for (int row = 0; row < TrainingRows; row += BatchSize)
    {
        // What a step computes is recycled at the end of its scope.
        using var step = GraphScope.Begin();
        Variable batch = Variable.Constant(inputs.AsSpan(row * Features, BatchSize * Features), [BatchSize, Features]);
        Variable target = Variable.Constant(answers.AsSpan(row, BatchSize), [BatchSize, 1]);

        Variable loss = criterion.Forward(model.Forward(batch), target);
        loss.Backward();
        optimizer.Step();
        optimizer.ZeroGradients();
        sum += loss.ToScalar() * BatchSize;
    }

    if (epoch == 1 || epoch % 5 == 0)
    {
        Console.WriteLine($"epoch {epoch,2}: loss {sum / TrainingRows:F4}");
    }
}

Console.WriteLine($"test accuracy: {TestAccuracy():F4} (the rule: 0.95, chance: 0.50)");

(float[] Inputs, float[] Answers) Draw(int rows)
{
    var x = new float[rows * Features];
    var y = new float[rows];
    for (int row = 0; row < rows; row++)
    {
        Span<float> numbers = x.AsSpan(row * Features, Features);
        for (int i = 0; i < Features; i++)
        {
            numbers[i] = (float)random.NextGaussian();
        }

        bool isYes = (numbers[0] * numbers[1]) + numbers[2] > 0;
        bool isFlipped = random.NextDouble() < 0.05;
        y[row] = isYes != isFlipped ? 1 : 0;
    }

    return (x, y);
}

double TestAccuracy()
{
    using var scope = GraphScope.Begin();
    using var evaluation = NoGradientScope.Begin();
    ReadOnlySpan<float> logits = model.Forward(Variable.Constant(testInputs, [TestRows, Features])).Values;
    int right = 0;
    for (int row = 0; row < TestRows; row++)
    {
        // A logit above 0 is a probability above one half.
        right += logits[row] > 0 == testAnswers[row] > 0.5f ? 1 : 0;
    }

    return (double)right / TestRows;
}
