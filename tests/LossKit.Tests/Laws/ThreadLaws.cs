namespace LossKit.Tests;

/// <summary>The number of threads changes no bit.</summary>
[Collection(MachineState.Name)]
public sealed class ThreadLaws
{
    private const int Elements = 300_000;
    private const int Rows = 3_000;
    private const int Classes = 130;

    [Theory]
    [MemberData(nameof(LossCases.Names), MemberType = typeof(LossCases))]
    public void All_numbers_of_threads_agree(string name)
    {
        var @case = LossCases.Find(name);
        var isByRow = @case.IsByClass || @case.Form == InputForm.LabelRows || @case.Weighting == InputRole.ClassWeight;
        var inputs = isByRow ? @case.Sample(Rows, Classes, seed: 71) : @case.Sample(Elements, 1, seed: 71);
        var before = ComputeThreads.Count;
        try
        {
            foreach (var precision in Enum.GetValues<Precision>())
            {
                ComputeThreads.Count = 1;
                var alone = @case.Evaluate(inputs, precision: precision);
                foreach (var threads in (int[])[2, 4])
                {
                    ComputeThreads.Count = threads;
                    Bits.Same(alone, @case.Evaluate(inputs, precision: precision), $"{name} {precision} on {threads} threads");
                }
            }
        }
        finally
        {
            ComputeThreads.Count = before;
        }
    }
}
