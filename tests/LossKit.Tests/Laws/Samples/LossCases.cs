namespace LossKit.Tests;

/// <summary>All ways to use all losses of the catalogue that the laws run over.</summary>
internal static class LossCases
{
    private const int SomePositions = 2;

    /// <summary>Gets all cases.</summary>
    public static IReadOnlyList<LossCase> All { get; } = [.. LossCatalog.All.SelectMany(Of)];

    /// <summary>Gets the names of all cases, for a theory.</summary>
    public static TheoryData<string> Everything => Where(_ => true);

    /// <summary>Gets the names of the cases of predictions against targets: all but those of <see cref="Tensors"/>.</summary>
    public static TheoryData<string> Names => Where(@case => @case.Form != InputForm.Tensors);

    /// <summary>Gets the names of the cases of arrays whose shapes are patterns.</summary>
    public static TheoryData<string> Tensors => Where(@case => @case.Form == InputForm.Tensors);

    /// <summary>Gets the cases whose losses have a diagonal Hessian.</summary>
    public static TheoryData<string> WithHessian => Where(@case => @case.Card.HasHessian);

    /// <summary>Gets the cases whose elements have weights.</summary>
    public static TheoryData<string> WithWeights => Where(@case => @case.Weighting == InputRole.Weight);

    /// <summary>Gets the cases with targets that can be ignored.</summary>
    public static TheoryData<string> WithIgnoredTargets => Where(@case => @case.Form == InputForm.ClassIndices && @case.IgnoreIndex is not null);

    /// <summary>Gets the cases with scores of classes.</summary>
    public static TheoryData<string> ByClass => Where(@case => @case.IsByClass);

    /// <summary>Gets the cases that work element by element.</summary>
    public static TheoryData<string> ByElement => Where(@case => !@case.IsByClass && @case.Form != InputForm.Tensors);

    /// <summary>Gives the cases that claim a trait.</summary>
    /// <param name="trait">The trait.</param>
    /// <returns>Their names.</returns>
    public static TheoryData<string> Claiming(LossTraits trait) =>
        Where(@case => @case.Form != InputForm.Tensors && @case.Make(@case.Sample(2, 3, 1)).Traits.HasFlag(trait));

    /// <summary>Finds a case by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The case.</returns>
    public static LossCase Find(string name) => All.Single(@case => @case.Name == name);

    /// <summary>Gives the names of the cases for which something holds.</summary>
    /// <param name="predicate">What must hold.</param>
    /// <returns>Their names.</returns>
    public static TheoryData<string> Where(Func<LossCase, bool> predicate) => [.. All.Where(predicate).Select(@case => @case.Name)];

    private static IEnumerable<LossCase> Of(LossEntry entry)
    {
        foreach (var options in LossOptionSets.Of(entry.Card.Id))
        {
            if (entry.Create() is TensorLoss tensors)
            {
                for (var alternative = 0; alternative < TensorSamples.Alternatives(tensors); alternative++)
                {
                    yield return new(entry, options, InputForm.Tensors, 0, null) { Alternative = alternative };
                }

                continue;
            }

            foreach (var form in FormsOf(entry, options))
            {
                InputRole?[] weightings = [null, .. entry.Card.Inputs.Where(input => input.IsOptional).Select(input => (InputRole?)input.Role)];
                foreach (var weighting in weightings)
                {
                    yield return new(entry, options, form, 0, weighting);
                }

                if (HasPositions(entry))
                {
                    yield return new(entry, options, form, SomePositions, weightings[^1]);
                }
            }
        }
    }

    private static InputForm[] FormsOf(LossEntry entry, string options) => entry.Create() switch
    {
        MatchedLoss => options.Contains("quantiles=", StringComparison.Ordinal) ? [InputForm.Columns] : [InputForm.Elements],
        CrossEntropyLoss => [InputForm.ClassIndices, InputForm.ClassProbabilities],
        ClassLoss => [InputForm.ClassIndices],
        GaussianNllLoss => [InputForm.ElementsWithVariance],
        MultiLabelSoftMarginLoss => [InputForm.LabelRows],
        _ => throw new InvalidOperationException(
            $"{entry.Card.Id} has inputs of a form that the laws do not know: name it in LossCases.FormsOf and make it in LossSamples."),
    };

    private static bool HasPositions(LossEntry entry) => entry.Card.Inputs[0].Shape.Contains("d1", StringComparison.Ordinal);
}
