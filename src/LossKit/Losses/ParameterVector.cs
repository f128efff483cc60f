using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>Numbers that belong to a loss for its life (weights of classes, quantiles), ready in both element types.</summary>
internal sealed class ParameterVector
{
    private readonly double[] _doubles;
    private readonly float[] _singles;

    /// <summary>Initializes a new instance of the <see cref="ParameterVector"/> class with a copy of the numbers.</summary>
    /// <param name="values">The numbers.</param>
    public ParameterVector(ReadOnlySpan<double> values)
    {
        _doubles = values.ToArray();
        _singles = Array.ConvertAll(_doubles, value => (float)value);
    }

    /// <summary>Gets how many numbers there are.</summary>
    public int Count => _doubles.Length;

    /// <summary>Gets the numbers as they were given.</summary>
    public IReadOnlyList<double> Values => _doubles;

    /// <summary>Gives the numbers in an element type.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The numbers.</returns>
    public ReadOnlySpan<T> As<T>()
        where T : unmanaged => typeof(T) == typeof(float)
        ? MemoryMarshal.Cast<float, T>(_singles)
        : MemoryMarshal.Cast<double, T>(_doubles);

    /// <summary>Gives the weights of classes in an element type, as many as there are classes.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="weights">The weights; null for none.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>The weights; empty for none.</returns>
    /// <exception cref="LossException">There are more or fewer weights than classes.</exception>
    public static ReadOnlySpan<T> ForClasses<T>(ParameterVector? weights, int classes)
        where T : unmanaged
    {
        CheckClasses(weights, classes);
        return weights is null ? default : weights.As<T>();
    }

    /// <summary>Checks that there are as many weights as classes.</summary>
    /// <param name="weights">The weights; null for none.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="LossException">There are more or fewer weights than classes.</exception>
    public static void CheckClasses(ParameterVector? weights, int classes)
    {
        if (weights is not null && weights.Count != classes)
        {
            throw WrongCount(weights.Count, classes);
        }
    }

    /// <summary>Makes a vector of an input that is fixed when the loss is made; none where it was not given.</summary>
    /// <param name="input">The input on the card.</param>
    /// <param name="values">The numbers; empty for none.</param>
    /// <returns>The vector, or null.</returns>
    /// <exception cref="LossException">A number lies outside the input's domain.</exception>
    public static ParameterVector? Of(LossInput input, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!input.Domain.Contains(values[i]))
            {
                throw Sentences.OutsideDomain(LossErrorCode.InvalidInput, input.Name, i, values[i], input.Domain);
            }
        }

        return values.IsEmpty ? null : new ParameterVector(values);
    }

    private static LossException WrongCount(int weights, int classes) => Sentences.ShapeMismatch(
        InputLists.ClassWeight.Name, $"[{weights}]", $"[{classes}], one weight for each class");
}
