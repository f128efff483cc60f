using System.Globalization;

namespace LossKit.Benchmarks;

/// <summary>A loss in a shape.</summary>
/// <param name="loss">The loss as the catalogue parses it.</param>
/// <param name="shape">A length for each of its axes.</param>
public sealed class Work(string loss, int[] shape)
{
    /// <summary>Gets how many elements its first differentiable input has; 0 before it was prepared.</summary>
    internal int Elements { get; private set; }

    /// <summary>Gives losses in the first of the shapes in which they are usually measured.</summary>
    /// <param name="losses">The losses.</param>
    internal static IEnumerable<Work> Of(IEnumerable<string> losses) =>
        losses.Select(loss => new Work(loss, UsualShapes.Of(LossCatalog.Parse(loss))[0]));

    /// <summary>Gives the losses of a family.</summary>
    /// <param name="family">The family.</param>
    /// <param name="also">Which of them.</param>
    internal static IEnumerable<Work> Of(LossFamily family, Func<LossEntry, bool>? also = null) =>
        Of(LossCatalog.BuiltIn.Where(entry => entry.Card.Family == family && also?.Invoke(entry) is not false).Select(entry => entry.Card.Id));

    /// <summary>Draws inputs.</summary>
    internal LossCall<float> Prepare()
    {
        Loss made = LossCatalog.Parse(loss);
        var call = LossCall<float>.Of(made, InputSampler.Draw(made, shape, new Random(1)));
        Elements = call.Elements;
        return call;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{loss} {string.Join('x', shape)}");
}
