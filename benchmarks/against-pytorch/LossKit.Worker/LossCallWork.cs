using System.Text.Json;

namespace LossKit.Benchmarks;

/// <summary>Value and gradient of a loss.</summary>
/// <param name="call">The loss with its inputs.</param>
internal sealed class LossCallWork(LossCall<float> call) : IWork
{
    /// <inheritdoc/>
    public long Bytes => call.Bytes;

    /// <inheritdoc/>
    public double Value { get; private set; }

    /// <summary>Reads the loss and its inputs.</summary>
    /// <param name="request">The request.</param>
    public static LossCallWork Read(JsonElement request)
    {
        var inputs = request.GetProperty("inputs").EnumerateObject().ToDictionary(
            input => input.Name, input => NumberFile.Read(input.Value), StringComparer.Ordinal);
        var call = LossCall<float>.Of(LossCatalog.Parse(request.GetProperty("loss").GetString()!), inputs);
        foreach (float[] gradient in call.Gradients)
        {
            // Memory is resident from the first write on, and that of gradients is none that the loss takes.
            gradient.AsSpan().Fill(1);
        }

        return new(call);
    }

    /// <inheritdoc/>
    public double Check(out double[] sums)
    {
        Value = call.Run();
        sums = [.. call.Gradients.Select(gradient => gradient.Sum(x => Math.Abs((double)x)))];
        return Value;
    }

    /// <inheritdoc/>
    public double Run(int calls) => new LossWork<float>(call, ComputeThreads.Count).Run(calls);
}
