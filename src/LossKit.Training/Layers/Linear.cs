namespace LossKit;

/// <summary>A linear layer: x·Wᵀ + b for every row x.</summary>
/// <remarks>
/// Its parameters are <c>weight</c> [out, in] and <c>bias</c> [out]. Both begin uniform in ±1/√in, which is the default of
/// PyTorch's layer of this name (He et al. 2015 with a slope of √5 for the weight).
/// </remarks>
public sealed class Linear : Module
{
    /// <summary>Initializes a new instance of the <see cref="Linear"/> class.</summary>
    /// <param name="inputs">How many numbers a row holds.</param>
    /// <param name="outputs">How many numbers it is mapped to.</param>
    /// <param name="random">Where the first weights come from: the same seed gives the same layer.</param>
    /// <param name="bias">Whether a bias is added.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public Linear(int inputs, int outputs, SeededRandom random, LinearBias bias = LinearBias.Included)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentNullException.ThrowIfNull(random);
        Weight = Register("weight", Uniform([outputs, inputs], inputs, random));
        Bias = bias == LinearBias.Included ? Register("bias", Uniform([outputs], inputs, random)) : null;
    }

    /// <summary>Gets the weights, [out, in].</summary>
    public Variable Weight { get; }

    /// <summary>Gets the bias, [out], if there is one.</summary>
    public Variable? Bias { get; }

    /// <summary>Maps rows.</summary>
    /// <param name="input">The rows, [N, in], or one row, [in].</param>
    /// <returns>The rows, [N, out] or [out].</returns>
    public override Variable Forward(Variable input) => Bias is { } bias ? input.Linear(Weight, bias) : input.Linear(Weight);

    private static Variable Uniform(Shape shape, int inputs, SeededRandom random)
    {
        var values = new float[shape.Length];
        double bound = 1 / Math.Sqrt(inputs);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(((2 * random.NextDouble()) - 1) * bound);
        }

        return Variable.Parameter(values, shape);
    }
}
