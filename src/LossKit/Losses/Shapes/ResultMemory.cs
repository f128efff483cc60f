namespace LossKit;

/// <summary>Checks of the memory that receives results: it may be exactly an input's, and is otherwise its own.</summary>
internal static class ResultMemory
{
    private const string Values = "values";
    private const string Gradient = "gradient";
    private const string Hessian = "hessian";

    /// <summary>Checks the results of an elementwise pass.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="call">The pass.</param>
    /// <param name="second">The name of the second result.</param>
    public static void Check<T>(in ElementwiseCall<T> call, string second = Hessian)
        where T : unmanaged
    {
        CheckInputs(Values, call.Values, call);
        CheckInputs(Gradient, call.Gradient, call);
        if (!call.Values.IsEmpty || !call.Second.IsEmpty)
        {
            CheckInputs(second, call.Second, call);
            CheckApart(call.Values, call.Gradient, call.Second, second);
        }
    }

    /// <summary>Checks the results of a pass over rows.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="call">The pass.</param>
    public static void Check<T>(in RowCall<T> call)
        where T : unmanaged
    {
        CheckInputs(Values, call.Values, call);
        CheckInputs(Gradient, call.Gradient, call);
        if (!call.Values.IsEmpty || !call.Hessian.IsEmpty)
        {
            CheckInputs(Hessian, call.Hessian, call);
            CheckApart(call.Values, call.Gradient, call.Hessian, Hessian);
        }
    }

    private static void CheckInputs<T>(string argument, Span<T> result, in ElementwiseCall<T> call)
        where T : unmanaged
    {
        if (!result.IsEmpty)
        {
            Guard.Overlap(argument, result, call.Prediction);
            Guard.Overlap(argument, result, call.Target);
            Guard.Overlap(argument, result, call.Companion);
            Guard.Overlap(argument, result, call.Weight);
        }
    }

    private static void CheckInputs<T>(string argument, Span<T> result, in RowCall<T> call)
        where T : unmanaged
    {
        if (!result.IsEmpty)
        {
            Guard.Overlap(argument, result, call.Prediction);
            Guard.Overlap(argument, result, call.Distribution);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CheckApart<T>(Span<T> values, Span<T> gradient, Span<T> second, string secondArgument)
    {
        Guard.Apart(Gradient, gradient, Values, values);
        Guard.Apart(secondArgument, second, Values, values);
        Guard.Apart(secondArgument, second, Gradient, gradient);
    }
}
