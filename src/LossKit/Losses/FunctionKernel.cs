namespace LossKit;

/// <summary>A kernel of functions of two doubles: called element by element, so quick to write and slow to run.</summary>
internal readonly struct FunctionKernel : IElementwiseKernel
{
    private readonly Func<double, double, double> _value;
    private readonly Func<double, double, double> _gradient;
    private readonly Func<double, double, double>? _hessian;

    /// <summary>Initializes a new instance of the <see cref="FunctionKernel"/> struct.</summary>
    /// <param name="value">Gives the loss of a prediction and a target.</param>
    /// <param name="gradient">Gives its derivative by the prediction.</param>
    /// <param name="hessian">Gives its second derivative; null where there is none.</param>
    public FunctionKernel(
        Func<double, double, double> value, Func<double, double, double> gradient, Func<double, double, double>? hessian)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(gradient);
        (_value, _gradient, _hessian) = (value, gradient, hessian);
    }

    /// <inheritdoc/>
    public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
        where TLane : struct, ILane<TLane>
        where TWanted : struct, IWanted
    {
        value = Apply(_value, prediction, target);
        gradient = TWanted.Gradient ? Apply(_gradient, prediction, target) : TLane.Zero;
        hessian = TWanted.Hessian && _hessian is not null ? Apply(_hessian, prediction, target) : TLane.Zero;
    }

    // A lane is its elements one after the other, and nothing else.
    private static TLane Apply<TLane>(Func<double, double, double> function, TLane prediction, TLane target)
        where TLane : struct, ILane<TLane> =>
        TLane.IsDouble ? Apply<TLane, double>(function, prediction, target) : Apply<TLane, float>(function, prediction, target);

    private static TLane Apply<TLane, T>(Func<double, double, double> function, TLane prediction, TLane target)
        where TLane : struct, ILane<TLane>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = TLane.Zero;
        ref var predictions = ref Unsafe.As<TLane, T>(ref prediction);
        ref var targets = ref Unsafe.As<TLane, T>(ref target);
        ref var results = ref Unsafe.As<TLane, T>(ref result);
        for (var i = 0; i < TLane.Count; i++)
        {
            var value = function(double.CreateTruncating(Unsafe.Add(ref predictions, i)), double.CreateTruncating(Unsafe.Add(ref targets, i)));
            Unsafe.Add(ref results, i) = T.CreateTruncating(value);
        }

        return result;
    }
}
