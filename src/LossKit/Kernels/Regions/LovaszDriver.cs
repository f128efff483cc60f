using System.Buffers;

namespace LossKit;

/// <summary>
/// The passes of the Lovász losses: errors of all elements, each class sorted and summed, and the derivatives pulled back. Memory is one number for
/// each element.
/// </summary>
internal static unsafe class LovaszDriver
{
    /// <summary>Evaluates a Lovász loss; gradients are written or added as the call says.</summary>
    /// <typeparam name="TErrors">What an error is.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="settings">Which classes are averaged, and what is sorted together.</param>
    /// <param name="call">What to read and to write: predictions first, then targets.</param>
    /// <returns>The reduced loss.</returns>
    public static double Run<TErrors, T>(LovaszSettings settings, in TensorCall<T> call)
        where TErrors : struct, ILovaszErrors
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = RegionShape.Of(call.Shape(0));
        var groups = settings.Scope == BatchScope.All ? 1 : shape.Samples;
        var samplesOfGroup = settings.Scope == BatchScope.All ? shape.Samples : 1;
        var units = groups * shape.Classes;
        var errors = ArrayPool<T>.Shared.Rent(Math.Max(1, call.Numbers(0).Length));
        var losses = ArrayPool<double>.Shared.Rent(Math.Max(1, checked(units + groups + (shape.Samples * shape.Classes))));
        var positives = ArrayPool<int>.Shared.Rent(Math.Max(1, units));
        try
        {
            fixed (T* prediction = call.Numbers(0), target = call.Numbers(1), gradient = call.Gradient(0), slopes = errors)
            fixed (int* index = call.Indices(1), unitPositives = positives)
            fixed (double* unitLosses = losses)
            {
                var source = new RegionSource<T>
                {
                    Shape = shape,
                    Prediction = prediction,
                    Target = target,
                    Index = index,
                    IgnoreIndex = settings.IgnoreIndex,
                };
                RegionPass<LovaszErrorWork<TErrors, T>, T>.Run(source, new() { Errors = slopes }, call.Width);
                var sort = new LovaszSortJob<T>
                {
                    Source = source,
                    SamplesOfGroup = samplesOfGroup,
                    Errors = slopes,
                    Losses = unitLosses,
                    Positives = unitPositives,
                };
                RegionDriver.Execute(ref sort, units, shape);

                var divisor = UnitDriver.DivisorOf(call, groups);
                var weights = losses.AsSpan(units + groups, shape.Samples * shape.Classes);
                var each = losses.AsSpan(units, groups);
                Average(losses.AsSpan(0, units), positives.AsSpan(0, units), settings.Classes, each, weights, call);
                if (gradient is not null)
                {
                    var backward = new LovaszGradientWork<TErrors, T>
                    {
                        Slopes = slopes,
                        Weights = unitLosses + units + groups,
                        Scale = divisor.Scale,
                        Gradient = gradient,
                        Mode = call.Mode,
                    };
                    RegionPass<LovaszGradientWork<TErrors, T>, T>.Run(source, backward, call.Width);
                }

                return UnitDriver.Reduce(each, call, divisor);
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(errors);
            ArrayPool<double>.Shared.Return(losses);
            ArrayPool<int>.Shared.Return(positives);
        }
    }

    // The mean over the classes that count, and what each class weighs in every sample.
    private static void Average<T>(
        ReadOnlySpan<double> losses,
        ReadOnlySpan<int> positives,
        LovaszClasses classes,
        Span<double> each,
        Span<double> weights,
        in TensorCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var group = 0; group < each.Length; group++)
        {
            var classesOfGroup = losses.Length / each.Length;
            var own = weights.Slice(group * (weights.Length / each.Length), weights.Length / each.Length);
            var weight = UnitDriver.WeightOf(call, group);
            var counted = 0;
            var sum = default(CompensatedSum);
            for (var c = 0; c < classesOfGroup; c++)
            {
                var unit = (group * classesOfGroup) + c;
                if (Counts(losses[unit], positives[unit], classes))
                {
                    counted++;
                    sum += losses[unit];
                }
            }

            each[group] = counted == 0 ? 0 : sum.Value / counted;
            for (var i = 0; i < own.Length; i++)
            {
                var unit = (group * classesOfGroup) + (i % classesOfGroup);
                own[i] = Counts(losses[unit], positives[unit], classes) ? weight / counted : 0;
            }
        }
    }

    // A class with a NaN stays visible even where it is not in the targets.
    private static bool Counts(double loss, int positives, LovaszClasses classes) =>
        classes == LovaszClasses.All || positives > 0 || double.IsNaN(loss);
}
