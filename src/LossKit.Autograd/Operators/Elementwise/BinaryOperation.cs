using System.Numerics;

namespace LossKit;

/// <summary>Applies a function of two numbers element by element, with broadcasting.</summary>
/// <typeparam name="TFunction">The function.</typeparam>
internal sealed class BinaryOperation<TFunction> : Operation
    where TFunction : struct, IBinaryFunction
{
    private static readonly BinaryOperation<TFunction> Instance = new();

    /// <summary>Records f(x, y).</summary>
    /// <param name="left">x.</param>
    /// <param name="right">y.</param>
    /// <returns>The values, in the broadcast shape.</returns>
    public static Variable Forward(Variable left, Variable right)
    {
        Node first = left.Node, second = right.Node;
        var runs = new BroadcastRuns(first.Shape, second.Shape);
        Recorder recorder = Recorder.Current;
        Node node = TFunction.IsDifferentiable
            ? recorder.Record(Instance, runs.Output, first, second)
            : recorder.RecordConstant(runs.Output);
        while (runs.Next(out int x, out int y, out int z))
        {
            Span<float> output = node.Values.Slice(z, runs.RunLength);
            var xs = new Operand(first.Values[x..], runs.LeftStays);
            var ys = new Operand(second.Values[y..], runs.RightStays);
            int i = 0;
            for (; i <= output.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                output.SetLane(i, TFunction.Value(xs.Load(i), ys.Load(i)));
            }

            if (i < output.Length)
            {
                Tail.Store(TFunction.Value(xs.LoadTail(i, output.Length), ys.LoadTail(i, output.Length)), output[i..]);
            }
        }

        return new Variable(node);
    }

    /// <inheritdoc/>
    public override void Backward(Node node)
    {
        Node left = node.Inputs[0], right = node.Inputs[1];
        if (left.RequiresGradient)
        {
            Pull<LeftSide>(node, left, left, right);
        }

        if (right.RequiresGradient)
        {
            Pull<RightSide>(node, right, left, right);
        }
    }

    // An operand that was repeated gets the sum over its repetitions.
    private static void Pull<TSide>(Node node, Node into, Node left, Node right)
        where TSide : struct, ISide
    {
        Span<float> gradient = into.GradientToWrite(out ProductMode mode);
        if (mode == ProductMode.Overwrite)
        {
            gradient.Clear();
        }

        var runs = new BroadcastRuns(left.Shape, right.Shape);
        bool stays = TSide.IsLeft ? runs.LeftStays : runs.RightStays;
        ReadOnlySpan<float> allUpstream = node.Gradient, allValues = node.Values;
        while (runs.Next(out int x, out int y, out int z))
        {
            ReadOnlySpan<float> upstream = allUpstream.Slice(z, runs.RunLength), values = allValues.Slice(z, runs.RunLength);
            var xs = new Operand(left.Values[x..], runs.LeftStays);
            var ys = new Operand(right.Values[y..], runs.RightStays);
            Span<float> target = gradient.Slice(TSide.IsLeft ? x : y, stays ? 1 : runs.RunLength);
            var sum = Vector<float>.Zero;
            int i = 0;
            for (; i <= upstream.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector<float> part = TSide.Gradient(upstream.Lane(i), xs.Load(i), ys.Load(i), values.Lane(i));
                if (stays)
                {
                    sum += part;
                }
                else
                {
                    target.SetLane(i, target.Lane(i) + part);
                }
            }

            if (i < upstream.Length)
            {
                int length = upstream.Length;
                Vector<float> part = TSide.Gradient(
                    Tail.Load(upstream[i..]), xs.LoadTail(i, length), ys.LoadTail(i, length), Tail.Load(values[i..]));
                if (stays)
                {
                    sum += Tail.First(part, length - i);
                }
                else
                {
                    Tail.Store(Tail.Load(target[i..]) + part, target[i..]);
                }
            }

            if (stays)
            {
                target[0] += Vector.Sum(sum);
            }
        }
    }

    private interface ISide
    {
        static abstract bool IsLeft { get; }

        static abstract Vector<float> Gradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z);
    }

    private readonly struct LeftSide : ISide
    {
        public static bool IsLeft => true;

        public static Vector<float> Gradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) =>
            TFunction.LeftGradient(upstream, x, y, z);
    }

    private readonly struct RightSide : ISide
    {
        public static bool IsLeft => false;

        public static Vector<float> Gradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) =>
            TFunction.RightGradient(upstream, x, y, z);
    }

    private readonly ref struct Operand(ReadOnlySpan<float> values, bool stays)
    {
        private readonly ReadOnlySpan<float> _values = values;
        private readonly Vector<float> _constant = new(stays ? values[0] : 0f);

        public Vector<float> Load(int index) => stays ? _constant : _values.Lane(index);

        public Vector<float> LoadTail(int index, int end) => stays ? _constant : Tail.Load(_values[index..end]);
    }
}
