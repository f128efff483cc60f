namespace LossKit;

/// <summary>What an elementwise loop does beside calling its kernel. The common form is known at compile time and leaves no trace there.</summary>
internal interface IPassForm
{
    /// <summary>Gets whether elements have weights.</summary>
    bool IsWeighted { get; }

    /// <summary>Gets whether the single losses are stored beside being summed.</summary>
    bool StoresValues { get; }

    /// <summary>Gets whether there is memory for the first derivatives, where they are wanted.</summary>
    bool StoresGradient { get; }

    /// <summary>Gets what happens to what the memory of the derivatives held before.</summary>
    GradientMode Mode { get; }
}

/// <summary>No weights, no single losses, derivatives written: the form of a training step.</summary>
internal readonly struct PlainForm : IPassForm
{
    /// <inheritdoc/>
    public bool IsWeighted => false;

    /// <inheritdoc/>
    public bool StoresValues => false;

    /// <inheritdoc/>
    public bool StoresGradient => true;

    /// <inheritdoc/>
    public GradientMode Mode => GradientMode.Write;
}

/// <summary>Any form; the loop asks at every step, which costs less than one more loop to compile for each mixture.</summary>
internal readonly struct AnyForm : IPassForm
{
    /// <inheritdoc/>
    public required bool IsWeighted { get; init; }

    /// <inheritdoc/>
    public required bool StoresValues { get; init; }

    /// <inheritdoc/>
    public required bool StoresGradient { get; init; }

    /// <inheritdoc/>
    public required GradientMode Mode { get; init; }
}
