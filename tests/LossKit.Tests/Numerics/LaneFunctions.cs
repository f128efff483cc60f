namespace LossKit.Tests;

/// <summary>The functions of <see cref="LaneMath"/> as the tests walk them: by name, with the error each one claims.</summary>
internal sealed record LaneFunction(
    string Name,
    double SingleBound,
    double DoubleBound,
    Func<float[], float[], LaneWidth, float[]> Single,
    Func<double[], double[], LaneWidth, double[]> Double)
{
    public static readonly IReadOnlyList<LaneFunction> All =
    [
        Create<ExpFunction>("exp", 1, 1),
        Create<Expm1Function>("expm1", 1.5, 1.5),
        Create<LogFunction>("log", 1, 1),
        Create<Log1pFunction>("log1p", 1.5, 1.5),
        Create<TanhFunction>("tanh", 2, 2),
        Create<SigmoidFunction>("sigmoid", 2, 2),
        Create<SoftplusFunction>("softplus", 2, 2),
        Create<LogCoshFunction>("logcosh", 2, 2),
        Create<AtanFunction>("atan", 2, 2),
        Create<PowFunction>("pow", 2, 2),
        Create<StirlingFunction>("stirling", 4, 4),
    ];

    public static LaneFunction Named(string name) => All.Single(function => function.Name == name);

    private static LaneFunction Create<TFunction>(string name, double singleBound, double doubleBound)
        where TFunction : struct, ILaneFunction =>
        new(name, singleBound, doubleBound, LaneRunner.Map<TFunction, float>, LaneRunner.Map<TFunction, double>);

    private readonly struct ExpFunction : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => LaneMath.Exp(x);
    }

    private readonly struct Expm1Function : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => LaneMath.Expm1(x);
    }

    private readonly struct LogFunction : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => LaneMath.Log(x);
    }

    private readonly struct Log1pFunction : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => LaneMath.Log1p(x);
    }

    private readonly struct TanhFunction : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => LaneMath.Tanh(x);
    }

    private readonly struct SigmoidFunction : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => LaneMath.Sigmoid(x);
    }

    private readonly struct SoftplusFunction : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => LaneMath.Softplus(x);
    }

    private readonly struct LogCoshFunction : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => LaneMath.LogCosh(x);
    }

    private readonly struct AtanFunction : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => LaneMath.Atan(x);
    }

    private readonly struct PowFunction : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => LaneMath.Pow(x, y);
    }

    private readonly struct StirlingFunction : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => LaneMath.StirlingRemainder(x);
    }
}
