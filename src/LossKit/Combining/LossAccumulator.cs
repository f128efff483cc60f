using System.Numerics.Tensors;

namespace LossKit;

/// <summary>
/// Adds up the losses of micro-batches, numerators and denominators apart, so that gradient accumulation over micro-batches of any
/// sizes is the full batch: means of means are not, as soon as micro-batches differ in size, in ignored targets or in class weights.
/// </summary>
/// <remarks>
/// <para>For each micro-batch: evaluate its fraction, with gradients of the sum added up, and <see cref="Add"/> it. After the last one:
/// scale the gradients once, take the step, and <see cref="Reset"/>.</para>
/// <para>Where each micro-batch has gradient memory of its own, the scaled gradient of an elementwise loss has the bits of the full
/// batch, and that of a loss of class scores or of several quantiles is within 4 units in the last place of it. The value is within
/// 1e-15 in double, and 1e-6 in float, of it relative to the mean magnitude of the losses. Gradients that are added up over
/// micro-batches, as those of parameters are, differ from the full batch's by the order of their additions alone.</para>
/// </remarks>
public sealed class LossAccumulator
{
    private CompensatedSum _numerator;
    private CompensatedSum _denominator;

    /// <summary>Gets what has been added up.</summary>
    public LossFraction Total => new(_numerator.Value, _denominator.Value);

    /// <summary>Gets the mean over everything that has been added; 0 where there is nothing to average.</summary>
    public double Value => Total.Value;

    /// <summary>Gets what the gradients of the sum are multiplied by to be those of the mean: 0 where there is nothing to average.</summary>
    public double GradientScale => new Divisor(_denominator.Value).Scale;

    /// <summary>Adds a micro-batch.</summary>
    /// <param name="fraction">What a loss gave for it.</param>
    public void Add(LossFraction fraction)
    {
        _numerator += fraction.Numerator;
        _denominator += fraction.Denominator;
    }

    /// <summary>Turns gradients of the sum into gradients of the mean. To be called once, after the last micro-batch.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="gradient">The gradients.</param>
    public void ScaleGradient<T>(Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Multiply(gradient, T.CreateTruncating(GradientScale), gradient);

    /// <summary>Forgets everything, for the next batch.</summary>
    public void Reset() => (_numerator, _denominator) = (default, default);
}
