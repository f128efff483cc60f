namespace LossKit.Benchmarks;

/// <summary>The same random numbers at every run.</summary>
internal static class Numbers
{
    /// <summary>Draws from the normal distribution.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which.</param>
    public static float[] Gaussian(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        var numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = (float)random.NextGaussian();
        }

        return numbers;
    }
}
