using LossKit;

// Which of ten classes do twenty numbers belong to? A network 20 → 128 → 64 → 10 learns it from examples. A row is its class's
// centre plus noise; who knows the centres and takes the nearest does as well as anyone can.
const int Features = 20, Classes = 10, TrainingRows = 8000, TestRows = 2000, BatchSize = 64, Epochs = 12;
const double Noise = 1.6;

var random = new SeededRandom(1);
float[] centres = [.. Enumerable.Range(0, Classes * Features).Select(_ => (float)random.NextGaussian())];
var (inputs, labels) = Draw(TrainingRows);
var (testInputs, testLabels) = Draw(TestRows);

var model = new Sequential(
    new Linear(Features, 128, random),
    new Relu(),
    new Linear(128, 64, random),
    new Relu(),
    new Linear(64, Classes, random));

// The targets are class indices, and the model ends with logits: no one-hot before the loss, and no softmax.
var criterion = new CrossEntropyLoss();
var optimizer = new Adam(model.Parameters);

for (int epoch = 1; epoch <= Epochs; epoch++)
{
    double sum = 0;
    for (int row = 0; row < TrainingRows; row += BatchSize)
    {
        using var step = GraphScope.Begin();
        Variable batch = Variable.Constant(inputs.AsSpan(row * Features, BatchSize * Features), [BatchSize, Features]);

        Variable loss = criterion.Forward(model.Forward(batch), labels.AsSpan(row, BatchSize));
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
Variable logits = model.Forward(Variable.Constant(testInputs, [TestRows, Features]));
double accuracy = Share(row => LargestOf(logits.Values.Slice(row * Classes, Classes)) == testLabels[row]);
double ceiling = Share(row => NearestCentre(testInputs.AsSpan(row * Features, Features)) == testLabels[row]);
Console.WriteLine($"test accuracy: {accuracy:F4} (the nearest centre: {ceiling:F4}, chance: {1.0 / Classes:F2})");

(float[] Inputs, int[] Labels) Draw(int rows)
{
    var x = new float[rows * Features];
    var y = new int[rows];
    for (int row = 0; row < rows; row++)
    {
        y[row] = random.Next(Classes);
        for (int i = 0; i < Features; i++)
        {
            x[(row * Features) + i] = centres[(y[row] * Features) + i] + (float)(Noise * random.NextGaussian());
        }
    }

    return (x, y);
}

static double Share(Func<int, bool> isRight) => Enumerable.Range(0, TestRows).Count(isRight) / (double)TestRows;

static int LargestOf(ReadOnlySpan<float> numbers)
{
    int best = 0;
    for (int i = 1; i < numbers.Length; i++)
    {
        best = numbers[i] > numbers[best] ? i : best;
    }

    return best;
}

int NearestCentre(ReadOnlySpan<float> numbers)
{
    Span<float> closeness = stackalloc float[Classes];
    for (int i = 0; i < Classes * Features; i++)
    {
        float apart = numbers[i % Features] - centres[i];
        closeness[i / Features] -= apart * apart;
    }

    return LargestOf(closeness);
}
