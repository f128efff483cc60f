using System.Numerics;

namespace LossKit;

/// <summary>A function of two numbers, z = f(x, y), and its partial derivatives.</summary>
internal interface IBinaryFunction
{
    /// <summary>Gets whether it has a derivative other than 0 anywhere. A comparison has none, and is not recorded.</summary>
    static virtual bool IsDifferentiable => true;

    /// <summary>Gives f(x, y).</summary>
    static abstract Vector<float> Value(Vector<float> x, Vector<float> y);

    /// <summary>Gives the gradient of x: upstream · ∂z/∂x.</summary>
    static abstract Vector<float> LeftGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z);

    /// <summary>Gives the gradient of y: upstream · ∂z/∂y.</summary>
    static abstract Vector<float> RightGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z);
}
