namespace LossKit;

/// <summary>The memory that an evaluation by name writes its results to, and the answer made of it.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class NamedResult<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NamedRequest _request;
    private readonly int[]? _eachShape;
    private readonly T[] _values;
    private readonly Dictionary<string, T[]> _gradients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, T[]> _hessian = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="NamedResult{T}"/> class.</summary>
    /// <param name="request">The request that is answered.</param>
    /// <param name="eachShape">The shape of the single values for an unreduced loss; null where there is one value.</param>
    public NamedResult(NamedRequest request, int[]? eachShape)
    {
        _request = request;
        _eachShape = eachShape;
        var count = 1;
        foreach (var dimension in eachShape ?? [])
        {
            count = checked(count * dimension);
        }

        _values = new T[count];
    }

    /// <summary>Gets where the single values go; empty for a reduced loss.</summary>
    public Span<T> Each => _eachShape is null ? default : _values;

    /// <summary>Makes room for the gradient to an input; empty where gradients are not wanted.</summary>
    /// <param name="input">The input.</param>
    /// <returns>The room.</returns>
    public Span<T> Gradient(string input) => _request.WantsGradients ? Room(_gradients, input) : default;

    /// <summary>Makes room for the second derivatives by an input; empty where they are not wanted.</summary>
    /// <param name="input">The input.</param>
    /// <returns>The room.</returns>
    public Span<T> Hessian(string input) => _request.WantsHessian ? Room(_hessian, input) : default;

    /// <summary>Gives the answer.</summary>
    /// <param name="reduced">The reduced value; not looked at for an unreduced loss.</param>
    /// <returns>The answer.</returns>
    public LossAnswer Answer(double reduced)
    {
        if (_eachShape is null)
        {
            _values[0] = T.CreateTruncating(reduced);
        }

        return new(
            new NamedArray(Widen(_values), _eachShape ?? []),
            _request.WantsGradients ? Arrays(_gradients) : null,
            _request.WantsHessian ? Arrays(_hessian) : null);
    }

    private Span<T> Room(Dictionary<string, T[]> rooms, string input) => rooms[input] = new T[_request[input].Values.Length];

    private Dictionary<string, NamedArray> Arrays(Dictionary<string, T[]> results) => results.ToDictionary(
        result => result.Key, result => new NamedArray(Widen(result.Value), _request[result.Key].Shape), StringComparer.Ordinal);

    private static double[] Widen(T[] numbers) => Array.ConvertAll(numbers, double.CreateTruncating);
}
