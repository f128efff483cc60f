using System.Numerics;

namespace LossKit;

/// <summary>A function of one number, y = f(x), and its derivative. Its parameters are its fields.</summary>
/// <typeparam name="TSelf">The function itself.</typeparam>
internal interface IUnaryFunction<TSelf>
    where TSelf : struct, IUnaryFunction<TSelf>
{
    /// <summary>Makes the function from the two numbers that its node keeps.</summary>
    static abstract TSelf Create(float first, float second);

    /// <summary>Writes f(x).</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="y">Receives the values.</param>
    void Values(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>Gives the gradient of x.</summary>
    /// <param name="upstream">The gradient of y.</param>
    /// <param name="x">The arguments.</param>
    /// <param name="y">The values.</param>
    /// <returns>upstream · f′(x).</returns>
    Vector<float> Gradient(Vector<float> upstream, Vector<float> x, Vector<float> y);
}
