using System.Numerics;

namespace LossKit;

/// <summary>Applies a function of one number to every element.</summary>
/// <typeparam name="TFunction">The function.</typeparam>
internal sealed class UnaryOperation<TFunction> : Operation
    where TFunction : struct, IUnaryFunction<TFunction>
{
    private static readonly UnaryOperation<TFunction> Instance = new();

    /// <summary>Records f(x).</summary>
    /// <param name="x">The argument.</param>
    /// <param name="first">The function's first parameter.</param>
    /// <param name="second">Its second parameter.</param>
    /// <returns>The values.</returns>
    public static Variable Forward(Variable x, float first = 0, float second = 0)
    {
        Node input = x.Node;
        Node node = Recorder.Current.Record(Instance, input.Shape, input);
        node.First = first;
        node.Second = second;
        TFunction.Create(first, second).Values(input.Values, node.Values);
        return new Variable(node);
    }

    /// <inheritdoc/>
    public override void Backward(Node node)
    {
        Node input = node.Inputs[0];
        TFunction function = TFunction.Create(node.First, node.Second);
        ReadOnlySpan<float> upstream = node.Gradient, x = input.Values, y = node.Values;
        Span<float> gradient = input.GradientToWrite(out ProductMode mode);
        bool add = mode == ProductMode.Accumulate;
        int i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> slope = function.Gradient(upstream.Lane(i), x.Lane(i), y.Lane(i));
            gradient.SetLane(i, add ? gradient.Lane(i) + slope : slope);
        }

        if (i < x.Length)
        {
            Vector<float> slope = function.Gradient(Tail.Load(upstream[i..]), Tail.Load(x[i..]), Tail.Load(y[i..]));
            Tail.Store(add ? Tail.Load(gradient[i..]) + slope : slope, gradient[i..]);
        }
    }
}
