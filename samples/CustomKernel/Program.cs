using System.Numerics;
using System.Runtime.InteropServices;
using LossKit;
using LossKit.Samples;

// A loss of your own as a kernel: the mathematics of one element in AsymmetricKernel.cs, and all the rest of a built-in loss for
// nothing. It is the loss that is built in as asymmetric-mse, so the two can be compared to the last bit.
var own = Loss.From(new AsymmetricKernel(over: 3, under: 1), "my-loss");
var builtIn = new AsymmetricMseLoss(overPenalty: 3, underPenalty: 1);

Console.WriteLine($"float:  {Compare<float>(value => (float)value)} results differ in a bit");
Console.WriteLine($"double: {Compare<double>(value => value)} results differ in a bit");

// It is a loss like any other: a name for messages, weights, a Hessian, and a node in the graph.
Variable prediction = Variable.Parameter([2.5f, 0f], [2]);
Variable loss = own.Forward(prediction, [3f, -0.5f]);
loss.Backward();
Console.WriteLine($"{own.Card.Id}: {loss.ToScalar()}, gradient {prediction.Gradient[0]} and {prediction.Gradient[1]}");

// The laws of a loss, as a test of yours would check them: a wrong gradient would be named with its worst element.
LossLaws.Check(own);
Console.WriteLine("It keeps the laws of a loss.");

// Registered, it has a name that can be parsed, alone or in a sum.
LossCatalog.Register(own);
var sum = (ElementwiseLoss)LossCatalog.Parse("0.5*my-loss + 0.5*mae");
Console.WriteLine($"{sum.Card.Id}: {sum.Evaluate<float>([2.5f, 0f], [3f, -0.5f])}");

// Every length that leaves another rest in the registers, and one that is cut for several threads.
string Compare<T>(Func<double, T> round)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    var random = new SeededRandom(1);
    int results = 0, different = 0;
    foreach (int length in Enumerable.Range(0, 130).Append(1_000_003))
    {
        T[] x = Gaussians(), y = Gaussians(), weight = Gaussians();
        (T[] Gradient, T[] Hessian) mine = (new T[length], new T[length]), theirs = (new T[length], new T[length]);
        T myValue = own.Evaluate<T>(x, y, mine.Gradient, mine.Hessian, weight);
        T theirValue = builtIn.Evaluate<T>(x, y, theirs.Gradient, theirs.Hessian, weight);
        results += (2 * length) + 1;
        different += Differences<T>([myValue], [theirValue]) + Differences<T>(mine.Gradient, theirs.Gradient)
            + Differences<T>(mine.Hessian, theirs.Hessian);

        T[] Gaussians() => [.. Enumerable.Range(0, length).Select(_ => round(random.NextGaussian()))];
    }

    return $"{different} of {results}";
}

static int Differences<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
    where T : unmanaged
{
    ReadOnlySpan<byte> first = MemoryMarshal.AsBytes(left), second = MemoryMarshal.AsBytes(right);
    int size = Marshal.SizeOf<T>(), count = 0;
    for (int i = 0; i < left.Length; i++)
    {
        count += first.Slice(i * size, size).SequenceEqual(second.Slice(i * size, size)) ? 0 : 1;
    }

    return count;
}
