namespace LossKit;

/// <summary>One input of a loss of arrays, to be drawn.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Input">The input.</param>
/// <param name="Domain">The numbers it may hold.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="AreIndices">Whether it holds whole numbers.</param>
/// <param name="Lengths">Gives the length of a letter of the card's shapes.</param>
/// <param name="Before">The inputs drawn before it.</param>
/// <param name="Random">The generator.</param>
internal sealed record TensorDraw(
    TensorLoss Loss,
    LossInput Input,
    Domain Domain,
    int[] Shape,
    bool AreIndices,
    Func<string, int[]> Lengths,
    IReadOnlyDictionary<string, NamedArray> Before,
    Random Random)
{
    // Few, so that each row has company.
    private const int LabelsOfRows = 4;

    private bool AreWhole => AreIndices && (Input.Role == InputRole.Target || !Domain.IsEndsOnly);

    private int Labels => Input.Role == InputRole.Target ? Math.Max(1, Lengths("C")[0]) : LabelsOfRows;

    /// <summary>Draws each element by itself.</summary>
    /// <returns>The numbers.</returns>
    public double[] Numbers()
    {
        var labels = AreWhole ? Labels : 0;
        return Each(_ => labels > 0 ? Random.Next(labels) : DomainSampler.Draw(Domain, Input.Role, Random));
    }

    /// <summary>Makes an array.</summary>
    /// <param name="number">Gives each element from its index.</param>
    /// <returns>The numbers.</returns>
    public double[] Each(Func<int, double> number)
    {
        var numbers = new double[Shape.Aggregate(1, (product, length) => product * length)];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = number(i);
        }

        return numbers;
    }
}
