namespace LossKit.Tests;

/// <summary>Requests that are refused, and the sentence they get.</summary>
internal static class Refused
{
    /// <summary>Evaluates a loss by name.</summary>
    /// <param name="loss">The loss as the catalogue parses it.</param>
    /// <param name="inputs">The inputs.</param>
    public static void Evaluate(string loss, params ReadOnlySpan<(string Name, double[] Values, int[] Shape)> inputs)
    {
        var arrays = new Dictionary<string, NamedArray>(StringComparer.Ordinal);
        foreach (var (name, values, shape) in inputs)
        {
            arrays[name] = new(values, shape);
        }

        LossCatalog.Parse(loss).Evaluate(arrays, Precision.Double, Answers.Value);
    }

    /// <summary>Asserts that a request is refused.</summary>
    /// <param name="request">The request.</param>
    /// <param name="code">The code of the error.</param>
    /// <param name="message">Its message, word for word.</param>
    public static void AssertError(Action request, LossErrorCode code, string message)
    {
        var error = Assert.Throws<LossException>(request);
        Assert.Equal(message, error.Message);
        Assert.Equal(code, error.Code);
    }
}
