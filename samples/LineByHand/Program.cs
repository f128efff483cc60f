using LossKit;

// A line through five points, learnt with nothing but a loss: no graph, no optimizer. The points lie near y = 2x + 1.
float[] x = [0, 1, 2, 3, 4], target = [1.1f, 2.9f, 5.2f, 6.8f, 9.1f];
float[] prediction = new float[5], gradient = new float[5];
float slope = 0, intercept = 0;
const float LearningRate = 0.05f;
var loss = new MseLoss();

for (int step = 0; step <= 300; step++)
{
    // 1. The model predicts.
    for (int i = 0; i < x.Length; i++)
    {
        prediction[i] = (slope * x[i]) + intercept;
    }

    // 2. The loss says how bad that is, and how it changes with each prediction.
    float value = loss.Evaluate(prediction, target, gradient);
    if (step is 0 or 1 or 2 or 10 or 30 or 100 or 300)
    {
        Console.WriteLine($"step {step,3}: loss {value,8:F4}   y = {slope:F3}x + {intercept:F3}");
    }

    // 3. The chain rule passes that back to the parameters: a prediction moves by x per unit of slope and by 1 per unit of intercept.
    float slopeGradient = 0, interceptGradient = 0;
    for (int i = 0; i < x.Length; i++)
    {
        slopeGradient += gradient[i] * x[i];
        interceptGradient += gradient[i];
    }

    // 4. The optimizer takes a step downhill.
    slope -= LearningRate * slopeGradient;
    intercept -= LearningRate * interceptGradient;
}
