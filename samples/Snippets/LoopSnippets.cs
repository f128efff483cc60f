namespace LossKit.Samples;

/// <summary>The code of docs/what-a-loss-is.md that stands in no sample of its own. A test compares the texts and runs the methods.</summary>
public static class LoopSnippets
{
    /// <summary>Takes a step of training.</summary>
    /// <param name="model">The model.</param>
    /// <param name="criterion">What it is judged by.</param>
    /// <param name="optimizer">The optimizer of its parameters.</param>
    /// <param name="inputs">What it predicts from.</param>
    /// <param name="targets">What it should predict.</param>
    /// <returns>The loss before the step.</returns>
    public static float Step(Module model, ElementwiseLoss criterion, Optimizer optimizer, Variable inputs, Variable targets)
    {
        optimizer.ZeroGradients();
        Variable loss = criterion.Forward(model.Forward(inputs), targets);
        loss.Backward();
        optimizer.Step();
        return loss.ToScalar();
    }

    /// <summary>Gives the best common correction of some predictions, as boosting does.</summary>
    /// <param name="loss">The loss, one with a Hessian.</param>
    /// <param name="prediction">The predictions of the rows of a leaf.</param>
    /// <param name="target">Their targets.</param>
    /// <param name="penalty">What keeps corrections small where rows are few, at least 0.</param>
    /// <returns>What to add to each prediction.</returns>
    public static float Correction(ElementwiseLoss loss, float[] prediction, float[] target, float penalty)
    {
        float[] gradient = new float[prediction.Length], hessian = new float[prediction.Length];
        loss.Evaluate(prediction, target, gradient, hessian);
        float correction = -gradient.Sum() / (hessian.Sum() + penalty);
        return correction;
    }
}
