namespace LossKit;

/// <summary>What the coefficients a of a row's classes add up to, alone and with the distances max − z of their scores from the largest.</summary>
internal static unsafe class CoefficientSums
{
    /// <summary>Adds them up.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TCoefficients">The coefficients.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="row">The row.</param>
    /// <param name="largest">Its largest score.</param>
    /// <param name="coefficients">The coefficients.</param>
    /// <returns>Σ a and Σ a·(max − z), where 0 · ∞ = 0: a class without target costs nothing, whatever its score.</returns>
    [SkipLocalsInit]
    public static (double Mass, double Distance) Of<TLane, TCoefficients, T>(
        in RowMemory<T> row, double largest, TCoefficients coefficients)
        where TLane : struct, ILaneMemory<TLane, T>
        where TCoefficients : struct, IRowCoefficients<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var masses = stackalloc double[2 * BlockSum.Accumulators];
        new Span<double>(masses, 2 * BlockSum.Accumulators).Clear();
        var distances = masses + BlockSum.Accumulators;
        Add<TLane, TCoefficients, T>(row.Body, largest, coefficients, masses, distances);
        Add<TLane, TCoefficients, T>(row.Tail, largest, coefficients, masses, distances);
        var (mass, distance) = (BlockSum.Join(masses), BlockSum.Join(distances));
        return coefficients.OwnClass < 0 ? (mass, distance) : WithOwn(row, largest, coefficients, mass, distance);
    }

    private static void Add<TLane, TCoefficients, T>(
        in RowPart<T> part, double largest, TCoefficients coefficients, double* masses, double* distances)
        where TLane : struct, ILaneMemory<TLane, T>
        where TCoefficients : struct, IRowCoefficients<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var places = part;
        var shift = TLane.Create(largest);
        for (nint start = 0; start < places.Length; start += BlockSum.RunLength)
        {
            var end = Math.Min(start + BlockSum.RunLength, places.Length);
            if (places.Distribution is not null)
            {
                CacheLine.Request(places.Distribution + start + RowPowers.Ahead, BlockSum.RunLength);
            }

            for (nint column = 0; column < BlockSum.Accumulators; column += TLane.Count)
            {
                var mass = TLane.Zero;
                var distance = TLane.Zero;
                for (var i = start + column; i < end; i += BlockSum.Accumulators)
                {
                    var coefficient = coefficients.Load<TLane>(places, i);
                    mass += coefficient;
                    var term = coefficient * (shift - TLane.Load(places.Scores, i));
                    distance += TLane.SelectEqual(coefficient, TLane.Zero, TLane.Zero, term);
                }

                mass.AddTo(masses + column);
                distance.AddTo(distances + column);
            }
        }
    }

    // The loop takes every class by the rule.
    private static (double Mass, double Distance) WithOwn<TCoefficients, T>(
        in RowMemory<T> row, double largest, TCoefficients coefficients, double mass, double distance)
        where TCoefficients : struct, IRowCoefficients<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var own = coefficients.OwnClass;
        var ownDistance = largest - double.CreateTruncating(row.Scores[own]);
        var missing = coefficients.OwnCoefficient - RuleOf(row, own, coefficients);
        if (double.IsFinite(ownDistance))
        {
            return (mass + missing, distance + (missing * ownDistance));
        }

        // An infinite distance cannot be taken out of a sum again.
        distance = Product(coefficients.OwnCoefficient, ownDistance);
        for (var c = 0; c < row.Classes; c++)
        {
            distance += c == own ? 0 : Product(RuleOf(row, c, coefficients), largest - double.CreateTruncating(row.Scores[c]));
        }

        return (mass + missing, distance);
    }

    private static double RuleOf<TCoefficients, T>(in RowMemory<T> row, int @class, TCoefficients coefficients)
        where TCoefficients : struct, IRowCoefficients<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var part = row.PartOf(@class, out var place);
        return double.CreateTruncating(coefficients.Load<ScalarLane<T>>(part, place).Value);
    }

    private static double Product(double coefficient, double distance) => coefficient == 0 ? 0 : coefficient * distance;
}
