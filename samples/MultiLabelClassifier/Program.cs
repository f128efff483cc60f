using LossKit;

// Several questions about one row, each with an answer of its own: any number of the five labels may hold. The network gives a
// logit for each, and bce-with-logits scores every label by itself. Label k holds where x₂ₖ + x₂ₖ₊₁² > threshold, so the labels are of
// different frequency, as they are in practice.
const int Features = 10, Labels = 5, TrainingRows = 8000, TestRows = 2000, BatchSize = 50, Epochs = 16;
float[] thresholds = [0, 0.5f, 1, 1.5f, 2];

var random = new SeededRandom(1);
var (inputs, answers) = Draw(TrainingRows);
var (testInputs, testAnswers) = Draw(TestRows);

var model = new Sequential(
    new Linear(Features, 64, random),
    new Relu(),
    new Linear(64, 32, random),
    new Relu(),
    new Linear(32, Labels, random));
var criterion = new BceWithLogitsLoss();
var optimizer = new Adam(model.Parameters, learningRate: 2e-3f);

for (int epoch = 1; epoch <= Epochs; epoch++)
{
    double sum = 0;
    for (int row = 0; row < TrainingRows; row += BatchSize)
    {
        using var step = GraphScope.Begin();
        Variable batch = Variable.Constant(inputs.AsSpan(row * Features, BatchSize * Features), [BatchSize, Features]);
        Variable target = Variable.Constant(answers.AsSpan(row * Labels, BatchSize * Labels), [BatchSize, Labels]);

        Variable loss = criterion.Forward(model.Forward(batch), target);
        loss.Backward();
        optimizer.Step();
        optimizer.ZeroGradients();
        sum += loss.ToScalar() * BatchSize;
    }

    if (epoch == 1 || epoch % 4 == 0)
    {
        Console.WriteLine($"epoch {epoch,2}: loss {sum / TrainingRows:F4}");
    }
}

using var scope = GraphScope.Begin();
using var evaluation = NoGradientScope.Begin();
float[] logits = model.Forward(Variable.Constant(testInputs, [TestRows, Features])).ToArray();
bool[] right = [.. logits.Zip(testAnswers, (logit, answer) => logit > 0 == answer > 0.5f)];
for (int label = 0; label < Labels; label++)
{
    double accuracy = Rows().Count(row => right[(row * Labels) + label]) / (double)TestRows;
    double frequency = Rows().Average(row => testAnswers[(row * Labels) + label]);
    Console.WriteLine($"label {label}: test accuracy {accuracy:F4}, always guessing the commoner answer {Math.Max(frequency, 1 - frequency):F4}");
}

double allRight = Rows().Count(row => !right.AsSpan(row * Labels, Labels).Contains(false)) / (double)TestRows;
Console.WriteLine($"all five labels right: {allRight:F4}");

static IEnumerable<int> Rows() => Enumerable.Range(0, TestRows);

(float[] Inputs, float[] Answers) Draw(int rows)
{
    float[] x = [.. Enumerable.Range(0, rows * Features).Select(_ => (float)random.NextGaussian())];
    var y = new float[rows * Labels];
    for (int i = 0; i < y.Length; i++)
    {
        y[i] = x[2 * i] + (x[(2 * i) + 1] * x[(2 * i) + 1]) > thresholds[i % Labels] ? 1 : 0;
    }

    return (x, y);
}
