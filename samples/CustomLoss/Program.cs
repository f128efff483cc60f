using LossKit;

// A loss of your own, written from variables: predicting too much costs three times as much as predicting too little. Its gradient
// comes from the operators it is made of. The same loss is built in, so the two can be compared.
const float Over = 3, Under = 1;
const int Rows = 2000, Epochs = 300;
var builtIn = new AsymmetricMseLoss(Over, Under);

// 1. The gradient is that of the value: differences of the values say so, element by element.
var random = new SeededRandom(1);
float[] prediction = Gaussians(64), target = Gaussians(64);
GradientCheckResult check = GradientCheck.Run(
    inputs => AsymmetricMse(inputs[0], Variable.Constant(target, [64])), [Variable.Parameter(prediction, [64])]);
Console.WriteLine(check);

// 2. It is the loss that is built in, value by value and gradient by gradient.
float valueApart = 0, gradientApart = 0;
for (int trial = 0; trial < 100; trial++)
{
    Variable actual = Variable.Constant(Gaussians(1000), [1000]);
    Variable mine = Variable.Parameter(Gaussians(1000), [1000]), theirs = Variable.Parameter(mine.Values, [1000]);
    Variable myLoss = AsymmetricMse(mine, actual), theirLoss = builtIn.Forward(theirs, actual);
    myLoss.Backward();
    theirLoss.Backward();
    valueApart = Math.Max(valueApart, Math.Abs(myLoss.ToScalar() - theirLoss.ToScalar()));
    for (int i = 0; i < mine.Length; i++)
    {
        gradientApart = Math.Max(gradientApart, Math.Abs(mine.Gradient[i] - theirs.Gradient[i]));
    }
}

Console.WriteLine($"own and built-in loss: values at most {valueApart:G2} apart, gradients at most {gradientApart:G2} apart");

// 3. Trained with it, a model predicts low, because it pays: more than half of the targets lie above. With mse, half of them do.
float[] inputs = Gaussians(Rows * 2);
float[] targets = [.. Enumerable.Range(0, Rows).Select(row => (2 * inputs[2 * row]) - inputs[(2 * row) + 1] + (float)random.NextGaussian())];
Variable x = Variable.Constant(inputs, [Rows, 2]), y = Variable.Constant(targets, [Rows, 1]);
var mse = new MseLoss();
Console.WriteLine($"trained with the own loss: {ShareAbove(Train(AsymmetricMse)):F4} of the targets lie above their prediction");
Console.WriteLine($"trained with the built-in: {ShareAbove(Train((p, t) => builtIn.Forward(p, t))):F4}");
Console.WriteLine($"trained with mse:          {ShareAbove(Train((p, t) => mse.Forward(p, t))):F4}");

static Variable AsymmetricMse(Variable prediction, Variable target)
{
    Variable error = prediction - target;
    Variable penalty = Variable.Where(error > 0f, Over * error * error, Under * error * error);
    return penalty.Mean();
}

Linear Train(Func<Variable, Variable, Variable> criterion)
{
    var model = new Linear(2, 1, new SeededRandom(2));
    var optimizer = new Sgd(model.Parameters, learningRate: 0.05f);
    for (int epoch = 0; epoch < Epochs; epoch++)
    {
        using var step = GraphScope.Begin();
        Variable loss = criterion(model.Forward(x), y);
        loss.Backward();
        optimizer.Step();
        optimizer.ZeroGradients();
    }

    return model;
}

double ShareAbove(Linear model)
{
    float[] predictions = model.Forward(x).ToArray();
    return predictions.Zip(targets).Count(pair => pair.Second > pair.First) / (double)Rows;
}

float[] Gaussians(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
