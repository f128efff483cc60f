using System.Collections.ObjectModel;

namespace LossKit;

/// <summary>The gradients of a model layer by layer: where training stands still and where it runs away.</summary>
/// <remarks>
/// Look at it between <see cref="Variable.Backward()"/> and the optimizer's step. A vanishing gradient is told by other layers and not by its
/// size, which goes to 0 at every minimum; an exploding one by the layer's own weights, which it would replace in a step of the usual size.
/// Source: Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, 2013.
/// </remarks>
public sealed class GradientFlow
{
    /// <summary>A layer vanishes where its root mean square is below this share of the largest among the layers that do not explode.</summary>
    public const double VanishingBelow = 1e-4;

    /// <summary>A layer explodes where its norm is above this multiple of that of its weights, or of 1 where they are smaller.</summary>
    public const double ExplodingAbove = 1e3;

    private GradientFlow(ReadOnlyCollection<LayerGradient> layers) => Layers = layers;

    /// <summary>Gets the layers, in the order in which their parameters are registered.</summary>
    public ReadOnlyCollection<LayerGradient> Layers { get; }

    /// <summary>Gets the layers that do not learn as they should.</summary>
    public IEnumerable<LayerGradient> Conspicuous => Layers.Where(layer => layer.State != GradientState.Flowing);

    /// <summary>Looks at the gradients that the parameters of a model hold.</summary>
    /// <param name="model">The model, after a backward pass.</param>
    /// <returns>What was seen.</returns>
    public static GradientFlow Of(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var layers = model.Parameters.GroupBy(parameter => LayerOf(parameter.Name), StringComparer.Ordinal).Select(Measure).ToArray();
        var largest = layers.Where(layer => layer.State == GradientState.Flowing).Select(layer => layer.RootMeanSquare).DefaultIfEmpty(0).Max();
        return new(Array.AsReadOnly(Array.ConvertAll(
            layers,
            layer => layer.State == GradientState.Flowing && layer.RootMeanSquare < VanishingBelow * largest
                ? layer with { State = GradientState.Vanishing }
                : layer)));
    }

    private static string LayerOf(string name) => name.LastIndexOf('.') is var dot and >= 0 ? name[..dot] : name;

    // Sums in double, where squares of floats neither overflow nor vanish.
    private static LayerGradient Measure(IGrouping<string, NamedParameter> parameters)
    {
        var (count, squares, weightSquares, isMissing) = (0, 0.0, 0.0, true);
        foreach (var variable in parameters.Select(parameter => parameter.Value))
        {
            count += variable.Values.Length;
            weightSquares += SumOfSquares(variable.Values);
            if (variable.HasGradient)
            {
                isMissing = false;
                squares += SumOfSquares(variable.Gradient);
            }
        }

        var norm = Math.Sqrt(squares);
        var weightNorm = Math.Sqrt(weightSquares);
        return new()
        {
            Layer = parameters.Key,
            Count = count,
            Norm = norm,
            WeightNorm = weightNorm,
            State = isMissing ? GradientState.Missing
                : !double.IsFinite(norm) ? GradientState.NotFinite
                : norm == 0 ? GradientState.Zero
                : norm > ExplodingAbove * Math.Max(weightNorm, 1) ? GradientState.Exploding
                : GradientState.Flowing,
        };
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += (double)value * value;
        }

        return sum;
    }
}
