namespace LossKit;

/// <summary>
/// A loss of one to four arrays whose shapes say how they belong together: embeddings, regions, boxes, sequences, distributions, tasks.
/// </summary>
/// <remarks>
/// The shapes on the card are the rule: they are checked here, as are the domains, whole numbers, overlaps and the reduction, so that a loss adds
/// its mathematics only. Each loss has an <c>Evaluate</c> with its inputs by their names; the one here takes them in the order of the card.
/// </remarks>
public abstract partial class TensorLoss : Loss
{
    private readonly LossInput[] _inputs;
    private readonly ShapePattern[] _patterns;

    private protected TensorLoss(LossCard card, Reduction reduction)
        : base(card, reduction)
    {
        _inputs = [.. card.Arguments];
        _patterns = ShapePattern.Of(_inputs);
    }

    /// <summary>
    /// Gets whether <see cref="Run"/> only ever adds to gradients, so that they are cleared for it where they shall be overwritten.
    /// </summary>
    private protected virtual bool AddsGradients => true;

    /// <summary>Gives the numbers that an input may hold, where options narrow what the card says.</summary>
    /// <param name="input">Its position on the card.</param>
    /// <returns>The domain. Class indices are no such numbers: <see cref="CheckNumbers"/> holds them against the number of classes.</returns>
    internal virtual Domain DomainOf(int input) => _inputs[input].Domain;

    /// <summary>Gets the shape patterns of the inputs, from which the tests make samples.</summary>
    internal ReadOnlySpan<ShapePattern> Patterns => _patterns;

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="arguments">The inputs in the order of the card, and where their gradients go.</param>
    /// <param name="mode">Whether gradients are overwritten or added to.</param>
    /// <param name="values">Receives the single losses beside the reduced one; leave empty where they are not wanted.</param>
    /// <param name="weight">
    /// A factor for each single loss; leave empty for none. A mean still divides by how many there are, and 0 removes one.
    /// </param>
    /// <returns>The reduced loss; with <see cref="Reduction.None"/>, which needs <paramref name="values"/>, their sum.</returns>
    /// <exception cref="LossException">Shapes do not belong together, or a number lies outside its domain.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none and there is no memory for the single losses.</exception>
    public T Evaluate<T>(
        scoped in TensorArguments<T> arguments,
        GradientMode mode = GradientMode.Write,
        scoped Span<T> values = default,
        scoped ReadOnlySpan<T> weight = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Evaluate(arguments, mode, values, weight, terms: default);

    /// <summary>Evaluates the loss and, of a sum of losses, its terms.</summary>
    private protected T Evaluate<T>(
        scoped in TensorArguments<T> arguments,
        GradientMode mode,
        scoped Span<T> values,
        scoped ReadOnlySpan<T> weight,
        scoped Span<T> terms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var first = Dense(arguments, 0, mode);
        using var second = Dense(arguments, 1, mode);
        using var third = Dense(arguments, 2, mode);
        using var fourth = Dense(arguments, 3, mode);
        var call = new TensorCall<T> { Values = values, Weight = weight, Terms = terms, Reduction = Reduction, Mode = mode };
        call[0] = first.Input;
        call[1] = second.Input;
        call[2] = third.Input;
        call[3] = fourth.Input;
        var value = RunChecked(ref call);
        first.Deliver();
        second.Deliver();
        third.Deliver();
        fourth.Deliver();
        return T.CreateTruncating(value);
    }

    /// <summary>Gives the shape of the single losses, as <see cref="Reduction.None"/> gives them.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="arguments">The inputs in the order of the card.</param>
    /// <returns>The lengths of its dimensions.</returns>
    /// <exception cref="LossException">Shapes do not belong together.</exception>
    public int[] ShapeOfValues<T>(scoped in TensorArguments<T> arguments)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var first = Dense(arguments, 0, GradientMode.Write);
        using var second = Dense(arguments, 1, GradientMode.Write);
        using var third = Dense(arguments, 2, GradientMode.Write);
        using var fourth = Dense(arguments, 3, GradientMode.Write);
        var call = new TensorCall<T>();
        call[0] = first.Input;
        call[1] = second.Input;
        call[2] = third.Input;
        call[3] = fourth.Input;
        CheckShapes(ref call);
        return ShapeOfValues(call).Span.ToArray();
    }

    /// <summary>Runs a call that a sum of losses has checked.</summary>
    internal double RunTerm<T>(in TensorCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run(call);

    /// <summary>Gives how many single losses this term of a sum has.</summary>
    internal Extents ShapeOfTerm<T>(in TensorCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ShapeOfValues(call);

    /// <summary>Checks the numbers of a call that a sum of losses has checked otherwise.</summary>
    internal void CheckTerm<T>(in TensorCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => CheckNumbers(call);

    /// <summary>Gives the shape of the single losses; called with checked shapes.</summary>
    private protected abstract Extents ShapeOfValues<T>(in TensorCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Checks what shapes and domains do not say: a class index against the number of classes, the order of a box's edges.</summary>
    private protected virtual void CheckNumbers<T>(in TensorCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
    }

    /// <summary>Computes the reduced loss, fills the single losses where they are wanted, and adds the gradients; everything is checked.</summary>
    private protected abstract double Run<T>(in TensorCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private protected sealed override LossAnswer EvaluateNamed<T>(NamedRequest request)
    {
        var call = new TensorCall<T> { Reduction = Reduction, Width = request.Width };
        for (var i = 0; i < _inputs.Length; i++)
        {
            if (request.Shape(_inputs[i].Name) is int[] lengths)
            {
                Guard.Rank(_inputs[i].Name, lengths, Extents.LargestRank);
                call[i].IsGiven = true;
                call[i].Shape = Extents.Of<int>(lengths);
            }
        }

        CheckShapes(ref call);
        for (var i = 0; i < _inputs.Length; i++)
        {
            Fill(ref call[i], _inputs[i], request);
        }

        var shape = ShapeOfValues(call);
        var result = new NamedResult<T>(request, Reduction == Reduction.None ? shape.Span.ToArray() : null);
        call.Values = result.Each;
        for (var i = 0; i < _inputs.Length; i++)
        {
            if (_inputs[i].Role == InputRole.Differentiable && call[i].IsGiven)
            {
                call[i].Gradient = result.Gradient(_inputs[i].Name);
            }
        }

        return result.Answer(RunChecked(ref call));
    }

    private static void Fill<T>(ref TensorInput<T> slot, LossInput input, NamedRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!slot.IsGiven)
        {
            return;
        }

        if (slot.AreIndicesExpected)
        {
            // Read from what was written, since a float cannot hold every label.
            var whole = new int[request[input.Name].Values.Length];
            WholeNumbers.Read<double>(input, request[input.Name].Values, whole);
            slot.Indices = whole;
            slot.IsIndices = true;
        }
        else
        {
            slot.Numbers = request.Numbers<T>(input.Name);
        }
    }

    private DenseSlot<T> Dense<T>(scoped in TensorArguments<T> arguments, int input, GradientMode mode)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        input < arguments.Count && input < _inputs.Length
            ? new(arguments[input], mode, _inputs[input].Name)
            : default;

    private double RunChecked<T>(ref TensorCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.ElementType<T>();
        CheckShapes(ref call);
        var scratch = default(WholeNumbers.Scratch);
        try
        {
            CheckInputs(ref call, ref scratch);
            return Run(call);
        }
        finally
        {
            scratch.Dispose();
        }
    }
}
