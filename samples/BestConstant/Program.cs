using LossKit;

// Which single number is the best prediction of all of these? That depends on the loss alone, and says what a model learns that is trained with
// it. Eleven ordinary numbers and one outlier:
float[] target = [7, 8, 8, 9, 9, 10, 10, 11, 12, 13, 15, 100];
string[] names =
[
    "mse", "mae", "huber:delta=2", "log-cosh", "student-t-nll:scale=2", "general-robust:alpha=-2:scale=2", "quantile:quantile=0.1",
    "quantile:quantile=0.9", "expectile:expectile=0.9", "msle", "mape", "poisson-nll:log-input=false", "gamma-nll:log-input=false",
];

foreach (string name in names)
{
    var loss = (ElementwiseLoss)LossCatalog.Parse(name);
    Console.WriteLine($"{name,-32} {Minimiser(loss),7:F2}");
}

// The loss falls towards its minimum from both sides, so the sign of the gradient says on which side a number is, and half of what is left can
// be given up. A flat stretch between two targets is left at its middle.
float Minimiser(ElementwiseLoss loss)
{
    float lowest = target.Min(), highest = target.Max();
    float left = Boundary(slope => slope < 0), right = Boundary(slope => slope <= 0);
    return (left + right) / 2;

    float Boundary(Predicate<float> isBelow)
    {
        (float low, float high) = (lowest, highest);
        for (int i = 0; i < 60; i++)
        {
            float middle = (low + high) / 2;
            (low, high) = isBelow(SlopeAt(loss, middle)) ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}

// All predictions are the same number; they move together, so their gradients add up.
float SlopeAt(ElementwiseLoss loss, float number)
{
    var gradient = new float[target.Length];
    loss.Evaluate(Enumerable.Repeat(number, target.Length).ToArray(), target, gradient);
    return gradient.Sum();
}
