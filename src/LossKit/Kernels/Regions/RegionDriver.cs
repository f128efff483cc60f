using System.Buffers;

namespace LossKit;

/// <summary>
/// The one loop of all losses of regions: a pass that counts, the losses with their derivatives by the counts, and a pass back through the
/// activation.
/// </summary>
internal static unsafe class RegionDriver
{
    private const int ParallelThreshold = 1 << 15;

    /// <summary>Evaluates a loss of regions; gradients are written or added as the call says.</summary>
    /// <typeparam name="TScore">The loss as a function of the sums.</typeparam>
    /// <typeparam name="TTerms">What an element adds to the sums.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="score">The score with its parameters.</param>
    /// <param name="settings">Activation, scope and what is ignored.</param>
    /// <param name="call">What to read and to write: predictions first, then targets.</param>
    /// <returns>The reduced loss.</returns>
    public static double Run<TScore, TTerms, T>(TScore score, RegionSettings settings, in TensorCall<T> call)
        where TScore : struct, IRegionScore
        where TTerms : struct, IRegionTerms
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => settings.Activation switch
        {
            RegionActivation.None => RunActivated<TScore, TTerms, ProbabilityActivation, T>(score, settings, call),
            RegionActivation.Sigmoid => RunActivated<TScore, TTerms, SigmoidActivation, T>(score, settings, call),
            _ => RunActivated<TScore, TTerms, SoftmaxActivation, T>(score, settings, call),
        };

    /// <summary>Does all parts of a pass, side by side where there is enough to do.</summary>
    /// <typeparam name="TJob">The pass.</typeparam>
    /// <param name="job">The pass with its memory.</param>
    /// <param name="parts">How many parts it has.</param>
    /// <param name="shape">The shape of what it passes over.</param>
    public static void Execute<TJob>(ref TJob job, int parts, RegionShape shape)
        where TJob : struct, IPartitionedJob
    {
        if (shape.Count >= ParallelThreshold)
        {
            WorkerPool.Run(ref job, parts);
            return;
        }

        for (var part = 0; part < parts; part++)
        {
            job.Execute(part);
        }
    }

    private static double RunActivated<TScore, TTerms, TActivation, T>(TScore score, RegionSettings settings, in TensorCall<T> call)
        where TScore : struct, IRegionScore
        where TTerms : struct, IRegionTerms
        where TActivation : struct, IRegionActivation
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = RegionShape.Of(call.Shape(0));
        var regions = shape.Regions(settings.Scope);
        var regionsOfLoss = Math.Max(1, score.RegionsOfLoss(shape.Classes));
        var sums = ArrayPool<RegionCounts>.Shared.Rent(Math.Max(1, checked(shape.Tiles * shape.Classes)));
        var counts = ArrayPool<RegionCounts>.Shared.Rent(Math.Max(1, checked(2 * regions)));
        var losses = ArrayPool<double>.Shared.Rent(Math.Max(1, regions));
        try
        {
            fixed (T* prediction = call.Numbers(0), target = call.Numbers(1), gradient = call.Gradient(0))
            fixed (int* index = call.Indices(1))
            fixed (RegionCounts* tileSums = sums, slopes = &counts[regions])
            {
                var source = new RegionSource<T>
                {
                    Shape = shape,
                    Prediction = prediction,
                    Target = target,
                    Index = index,
                    IgnoreIndex = settings.IgnoreIndex,
                };
                // Only where nobody else's numbers are in the gradient, and none that are still to be read.
                var isFree = gradient is not null && gradient != target && call.Mode == GradientMode.Write;
                var areKept = isFree && TActivation.IsKept && !TTerms.SlopesTakeMisses;
                var forward = new RegionSumWork<TActivation, TTerms, T> { Sums = tileSums, Kept = areKept ? gradient : null };
                RegionPass<RegionSumWork<TActivation, TTerms, T>, T>.Run(source, forward, call.Width);
                Join(sums, counts, shape, settings.Scope);

                var count = regions / regionsOfLoss;
                var divisor = UnitDriver.DivisorOf(call, count);
                Score(score, counts.AsSpan(0, regions), counts.AsSpan(regions, regions), losses.AsSpan(0, count), call);
                if (gradient is not null)
                {
                    var backward = new RegionGradientWork<TActivation, TTerms, T>
                    {
                        Scope = settings.Scope,
                        Slopes = slopes,
                        Scale = divisor.Scale,
                        Gradient = gradient,
                        Mode = call.Mode,
                        AreKept = areKept,
                    };
                    source.Prediction = areKept ? gradient : prediction;
                    RegionPass<RegionGradientWork<TActivation, TTerms, T>, T>.Run(source, backward, call.Width);
                }

                return UnitDriver.Reduce(losses.AsSpan(0, count), call, divisor);
            }
        }
        finally
        {
            ArrayPool<RegionCounts>.Shared.Return(sums);
            ArrayPool<RegionCounts>.Shared.Return(counts);
            ArrayPool<double>.Shared.Return(losses);
        }
    }

    // Tile after tile, so that no number of threads changes a bit.
    private static void Join(ReadOnlySpan<RegionCounts> sums, Span<RegionCounts> counts, RegionShape shape, RegionScope scope)
    {
        for (var region = 0; region < shape.Regions(scope); region++)
        {
            var sample = scope == RegionScope.SampleClass ? region / shape.Classes : 0;
            var samples = scope == RegionScope.SampleClass ? 1 : shape.Samples;
            var first = scope == RegionScope.All ? 0 : region % shape.Classes;
            var classes = scope == RegionScope.All ? shape.Classes : 1;
            CompensatedSum truePositives = default, falsePositives = default, falseNegatives = default;
            for (var tile = sample * shape.TilesOfSample; tile < (sample + samples) * shape.TilesOfSample; tile++)
            {
                foreach (var part in sums.Slice((tile * shape.Classes) + first, classes))
                {
                    truePositives += part.TruePositives;
                    falsePositives += part.FalsePositives;
                    falseNegatives += part.FalseNegatives;
                }
            }

            counts[region] = new(truePositives.Value, falsePositives.Value, falseNegatives.Value);
        }
    }

    private static void Score<TScore, T>(
        TScore score,
        ReadOnlySpan<RegionCounts> counts,
        Span<RegionCounts> slopes,
        Span<double> losses,
        in TensorCall<T> call)
        where TScore : struct, IRegionScore
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < losses.Length; i++)
        {
            var regions = counts.Length / losses.Length;
            var own = slopes.Slice(i * regions, regions);
            losses[i] = score.Evaluate(counts.Slice(i * regions, regions), own);
            var weight = UnitDriver.WeightOf(call, i);
            foreach (ref var slope in own)
            {
                slope *= weight;
            }
        }
    }
}
