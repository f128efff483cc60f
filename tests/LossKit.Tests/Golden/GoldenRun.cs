using System.Globalization;
using System.Numerics;

namespace LossKit.Tests;

/// <summary>
/// A hash of all results of every case, in float and double, over several shapes: at least one that is shared out to threads where there are
/// default options. The inputs need no function of the platform, so every machine must come to the same lines.
/// </summary>
internal static class GoldenRun
{
    /// <summary>What the line begins with that names the registers.</summary>
    public const string Registers = "registers: ";

    /// <summary>What the line begins with that names the number of threads of the lines after it.</summary>
    public const string Threads = "threads: ";

    private static readonly Asked[] Questions =
        [Asked.Gradient | Asked.Second | Asked.Each, Asked.Value, Asked.Gradient | Asked.Second | Asked.Masked];

    /// <summary>Writes the registers and, for each number of threads, a line for every case and type.</summary>
    /// <param name="output">Receives the lines.</param>
    /// <param name="threads">The numbers of threads.</param>
    /// <param name="options">Which option sets.</param>
    public static void Run(TextWriter output, IEnumerable<int> threads, GoldenOptions options)
    {
        output.WriteLine(Registers + LaneDispatch.Widest);
        foreach (var count in threads)
        {
            ComputeThreads.Count = count;
            output.WriteLine(Threads + count.ToString(CultureInfo.InvariantCulture));
            WriteHashes(output, options);
        }
    }

    /// <summary>Writes a line for every case and type.</summary>
    /// <param name="output">Receives the lines.</param>
    /// <param name="options">Which option sets.</param>
    public static void WriteHashes(TextWriter output, GoldenOptions options)
    {
        foreach (var @case in Cases(options))
        {
            var samples = Shapes(@case).Select(shape => @case.Sample(shape.Rows, shape.Width, seed: shape.Rows + shape.Width)).ToArray();
            output.WriteLine($"{Hash<float>(@case, samples):x16} float {@case}");
            output.WriteLine($"{Hash<double>(@case, samples):x16} double {@case}");
        }
    }

    /// <summary>Gives the cases of a run.</summary>
    /// <param name="options">Which option sets.</param>
    /// <returns>The cases in the order of the lines.</returns>
    public static IEnumerable<LossCase> Cases(GoldenOptions options) =>
        LossCases.All.Where(@case => options == GoldenOptions.All || @case.Options.Length == 0);

    private static (int Rows, int Width)[] Shapes(LossCase @case) => (@case.Form == InputForm.Tensors, @case.HasRows, @case.Options.Length == 0) switch
    {
        (true, _, true) => [(4, 7), (24, 33), (40, 130)],
        (true, _, false) => [(4, 7), (13, 33)],
        (_, true, true) => [(3, 7), (19, 67), (2500, 10), (33, 1000)],
        (_, true, false) => [(3, 7), (19, 67), (300, 10)],
        (_, _, true) => [(7, 1), (263, 1), (40_003, 1)],
        _ => [(7, 1), (263, 1), (2051, 1)],
    };

    private static ulong Hash<T>(LossCase @case, Dictionary<string, NamedArray>[] samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var hash = new ResultHash();
        foreach (var sample in samples)
        {
            var call = TypedCall<T>.Of(@case, sample);
            foreach (var asked in Questions)
            {
                call.Evaluate(asked);
                hash.Add(call.Value);
                foreach (var (_, numbers) in call.Results(asked))
                {
                    foreach (var number in numbers.Span)
                    {
                        hash.Add(number);
                    }
                }
            }
        }

        return hash.Value;
    }
}
