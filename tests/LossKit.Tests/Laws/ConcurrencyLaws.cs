using System.Numerics;

namespace LossKit.Tests;

/// <summary>One loss object serves many threads at once: each gets the bits that it would get alone, small calls and those that share out work.</summary>
[Collection(MachineState.Name)]
public sealed class ConcurrencyLaws
{
    private const Asked Everything = Asked.Gradient | Asked.Second | Asked.Each;
    private const int Threads = 8;
    private const int Rounds = 3;
    private const int Classes = 5;

    [Theory]
    [MemberData(nameof(LossCases.Everything), MemberType = typeof(LossCases))]
    public void Eight_threads_with_one_loss_get_what_each_gets_alone(string name)
    {
        var @case = LossCases.Find(name);
        var before = ComputeThreads.Count;
        try
        {
            ComputeThreads.Count = 3;
            Compare<float>(@case);
            Compare<double>(@case);
        }
        finally
        {
            ComputeThreads.Count = before;
        }
    }

    // The last is large enough for the pool, which only one call at a time gets: the others do their work alone.
    private static int[] Sizes(LossCase @case) => (@case.Form == InputForm.Tensors, @case.HasRows, @case.Options.Length == 0) switch
    {
        (true, _, _) => [3, 17, 40],
        (_, true, true) => [1, 40, 700, 8_000],
        (_, true, false) => [1, 40, 700],
        (_, _, true) => [1, 100, 3_000, 40_000],
        _ => [1, 100, 3_000],
    };

    private static void Compare<T>(LossCase @case)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var samples = Sizes(@case).Select(size => @case.Sample(size, Classes, seed: size)).ToArray();
        var loss = @case.Make(samples[0]);
        var alone = samples.Select(sample => TypedCall<T>.Of(@case, sample, loss: loss)).ToArray();
        Array.ForEach(alone, call => call.Evaluate(Everything));
        var differences = new string?[Threads];
        using var start = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(index => new Thread(() => differences[index] = Repeat(index))).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.All(differences, difference => Assert.True(difference is null, $"{@case} {typeof(T).Name}: {difference}"));

        string? Repeat(int thread)
        {
            try
            {
                var own = samples.Select(sample => TypedCall<T>.Of(@case, sample, loss: loss)).ToArray();
                start.SignalAndWait();
                for (var i = 0; i < Rounds * own.Length; i++)
                {
                    var size = (thread + i) % own.Length;
                    own[size].Evaluate(Everything);
                    if (alone[size].Difference(own[size], Everything) is string difference)
                    {
                        return difference;
                    }
                }

                return null;
            }
#pragma warning disable CA1031 // What a thread throws is what the test reports.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                start.RemoveParticipant();
                return exception.ToString();
            }
        }
    }
}
