namespace LossKit;

/// <summary>Which results of a kernel are wanted, known at compile time so that the others cost nothing.</summary>
public interface IWanted
{
    /// <summary>Gets whether the first derivative is wanted.</summary>
    static abstract bool Gradient { get; }

    /// <summary>Gets whether the second derivative is wanted as well.</summary>
    static abstract bool Hessian { get; }
}

/// <summary>The value alone.</summary>
internal readonly struct ValueOnly : IWanted
{
    /// <inheritdoc/>
    public static bool Gradient => false;

    /// <inheritdoc/>
    public static bool Hessian => false;
}

/// <summary>The value and the first derivative.</summary>
internal readonly struct ValueAndGradient : IWanted
{
    /// <inheritdoc/>
    public static bool Gradient => true;

    /// <inheritdoc/>
    public static bool Hessian => false;
}

/// <summary>The value with both derivatives.</summary>
internal readonly struct ValueGradientHessian : IWanted
{
    /// <inheritdoc/>
    public static bool Gradient => true;

    /// <inheritdoc/>
    public static bool Hessian => true;
}
