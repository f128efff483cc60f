namespace LossKit.Tests;

/// <summary>Inputs for gradient checks: away from the kinks at 0, of either sign, no two alike.</summary>
internal static class TestData
{
    /// <summary>Magnitudes from 0.3 to 1.8, signs alternating irregularly.</summary>
    public static Variable Signed(Shape shape, int seed = 1)
    {
        float[] values = Positive(shape, seed).ToArray();
        var random = new Random(seed);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] *= random.Next(2) == 0 ? 1 : -1;
        }

        return Variable.Parameter(values, shape);
    }

    /// <summary>Numbers from 0.3 to 1.8 in a shuffled order, equally spaced so that none are near one another.</summary>
    public static Variable Positive(Shape shape, int seed = 1)
    {
        var values = new float[shape.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = 0.3f + (1.5f * i / values.Length) + (seed * 0.013f);
        }

        new Random(seed).Shuffle(values);
        return Variable.Parameter(values, shape);
    }

    /// <summary>Numbers −1.3, −0.8 … 1.7 plus an offset: two such variables with the offsets 0 and 0.25 are never nearer than that.</summary>
    public static Variable Grid(Shape shape, float offset = 0)
    {
        var random = new Random(shape.Length);
        var values = new float[shape.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (random.Next(7) * 0.5f) - 1.3f + offset;
        }

        return Variable.Parameter(values, shape);
    }
}
