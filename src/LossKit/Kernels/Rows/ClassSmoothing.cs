namespace LossKit;

/// <summary>Over which classes label smoothing spreads what it takes from the true one.</summary>
public enum SmoothingScope
{
    /// <summary>Over all C classes, the true one included: ε/C each, so the true class keeps 1 − ε + ε/C.</summary>
    All,

    /// <summary>Over the other C − 1 classes: ε/(C − 1) each, so the true class keeps 1 − ε.</summary>
    Others,
}

/// <summary>How much of a target is spread over the classes.</summary>
/// <param name="Amount">ε.</param>
/// <param name="Scope">Which classes get it.</param>
internal readonly record struct ClassSmoothing(double Amount, SmoothingScope Scope)
{
    /// <summary>Gets what is left of a target: 1 − ε.</summary>
    public double Kept => 1 - Amount;

    /// <summary>Gives what each class gets.</summary>
    /// <param name="classes">The number of classes.</param>
    /// <returns>ε/C or ε/(C − 1).</returns>
    public double Share(int classes) => Amount == 0 ? 0 : Amount / (Scope == SmoothingScope.All ? classes : classes - 1);

    /// <summary>Gives what the true class has in the end.</summary>
    /// <param name="classes">The number of classes.</param>
    /// <returns>1 − ε + ε/C or 1 − ε.</returns>
    public double Own(int classes) => Scope == SmoothingScope.All ? Kept + Share(classes) : Kept;
}
