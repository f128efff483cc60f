namespace LossKit;

/// <content>What holds a call against the shapes, domains and overlaps that the card allows.</content>
public abstract partial class TensorLoss
{
    private void CheckInputs<T>(ref TensorCall<T> call, ref WholeNumbers.Scratch scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < _inputs.Length; i++)
        {
            if (call[i].IsGiven)
            {
                CheckInput(ref call[i], _inputs[i], DomainOf(i), ref scratch);
            }
        }

        var count = ShapeOfValues(call).Count;
        if (Reduction == Reduction.None && call.Values.IsEmpty && count > 0)
        {
            throw Sentences.NotReduced(Card.Id);
        }

        Guard.OptionalLength("values", call.Values.Length, count, "one for each single loss");
        Guard.OptionalLength("weight", call.Weight.Length, count, "one for each single loss");
        CheckNumbers(call);
        for (var i = 0; i < _inputs.Length; i++)
        {
            PrepareGradient(ref call, i);
        }
    }

    private void CheckShapes<T>(ref TensorCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var bound = default(BoundLengths);
        for (var i = 0; i < _inputs.Length; i++)
        {
            ref var slot = ref call[i];
            if (slot.IsGiven)
            {
                slot.AreIndicesExpected = _patterns[i].Bind(_inputs[i].Name, slot.Shape, ref bound);
            }
            else if (_inputs[i].IsOptional)
            {
                bound.Keep(default);
            }
            else
            {
                throw Sentences.MissingInput(Card.Id, _inputs[i].Name, _inputs[i].Shape);
            }
        }
    }

    private static void CheckInput<T>(ref TensorInput<T> slot, LossInput input, Domain domain, ref WholeNumbers.Scratch scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (slot.AreIndicesExpected && !slot.IsIndices)
        {
            var whole = scratch.Rent(slot.Numbers.Length);
            WholeNumbers.Read(input, slot.Numbers, whole);
            slot.Indices = whole;
            slot.Numbers = default;
        }

        if (domain.IsUnbounded)
        {
            return;
        }

        if (input.Role != InputRole.Target)
        {
            for (var i = 0; i < slot.Indices.Length; i++)
            {
                if (!domain.Contains(slot.Indices[i]))
                {
                    throw Sentences.OutsideDomain(input.ErrorCode, input.Name, i, slot.Indices[i], domain);
                }
            }
        }

        var outside = (int)DomainScan.FirstOutside(slot.Numbers, domain);
        if (outside >= 0)
        {
            throw Sentences.OutsideDomain(input.ErrorCode, input.Name, outside, double.CreateTruncating(slot.Numbers[outside]), domain);
        }
    }

    private void PrepareGradient<T>(ref TensorCall<T> call, int input)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gradient = call.Gradient(input);
        if (gradient.IsEmpty)
        {
            return;
        }

        var name = _inputs[input].Name;
        if (_inputs[input].Role != InputRole.Differentiable)
        {
            throw Sentences.NoGradient(Card.Id, name);
        }

        if (gradient.Overlaps(call.Values))
        {
            throw Sentences.SharedResults(GradientOf(name), "values");
        }

        for (var other = 0; other < _inputs.Length; other++)
        {
            if (gradient.Overlaps(call.Numbers(other)))
            {
                throw Sentences.SharedResults(GradientOf(name), _inputs[other].Name);
            }

            if (other < input && gradient.Overlaps(call.Gradient(other)))
            {
                throw Sentences.SharedResults(GradientOf(name), GradientOf(_inputs[other].Name));
            }
        }

        if (AddsGradients && call.Mode == GradientMode.Write)
        {
            gradient.Clear();
        }
    }

    // A sentence is made only when it is needed: a warm call allocates nothing.
    private static string GradientOf(string input) => $"the gradient of {input}";
}
