namespace LossKit;

/// <summary>The sine of the angle between each embedding and the centre of its class, exact also where the two meet.</summary>
/// <remarks>
/// sin θ = ‖ŵ − x̂‖·‖ŵ + x̂‖/2, since √(1 − cos²θ) would lose half of the digits near 0 and π. Its gradient runs along (ŵ − cos θ·x̂)/sin θ, a vector
/// of length 1, which is made of the same difference.
/// </remarks>
/// <param name="sides">The embeddings on the left, the centres on the right.</param>
/// <param name="target">The class of each embedding.</param>
/// <param name="lanes">The register width.</param>
internal readonly unsafe struct TargetAngles(SimilaritySides sides, int* target, LaneWidth lanes)
{
    private readonly RowsView _embeddings = sides.Left.All;
    private readonly RowsView _centres = sides.Right.All;

    /// <summary>Gives the sine of an angle.</summary>
    /// <param name="row">The embedding.</param>
    /// <param name="cosine">The angle's cosine.</param>
    /// <returns>The sine.</returns>
    public Sines Of(int row, double cosine)
    {
        if (sides.Left.IsShort(row) || sides.Right.IsShort(target[row]))
        {
            // A row that was divided by the least norm is shorter than 1, and no distances tell its angle.
            var plain = Math.Sqrt((1 - cosine) * (1 + cosine));
            return new(plain, plain == 0 ? 0 : -cosine / plain, IsExact: false);
        }

        var sum = Squares(row, 1);
        var difference = Squares(row, -1);
        return new(Math.Sqrt(sum) * Math.Sqrt(difference) / 2, 0, IsExact: true);
    }

    /// <summary>Adds the derivatives by embeddings and centres that come through the sines.</summary>
    /// <param name="bends">The derivative by each sine.</param>
    public void AddSineSlopes(ReadOnlySpan<double> bends)
    {
        if (!_embeddings.WantsSlopes && !_centres.WantsSlopes)
        {
            return;
        }

        // One row after the other, since several may share a centre.
        for (var row = 0; row < bends.Length; row++)
        {
            if (bends[row] != 0)
            {
                AddSineSlopes(row, bends[row]);
            }
        }
    }

    private void AddSineSlopes(int row, double bend)
    {
        var embedding = _embeddings.NumbersOf(row);
        var centre = _centres.NumbersOf(target[row]);
        var sum = Squares(row, 1);
        var difference = Squares(row, -1);
        var side = difference <= sum ? 1.0 : -1.0;
        var near = Math.Min(difference, sum);
        var sine = Math.Sqrt(sum) * Math.Sqrt(difference) / 2;
        if (sine == 0)
        {
            return;
        }

        // ∇ sin θ = −cos θ·t with t the unit tangent; side − cos θ is side·near/2.
        var cosine = side * (1 - (near / 2));
        var factor = -bend * cosine / sine;
        var rest = side * near / 2;
        for (nint i = 0; i < _embeddings.Width; i++)
        {
            var step = centre[i] - (side * embedding[i]);
            if (_embeddings.WantsSlopes)
            {
                _embeddings.SlopesOf(row)[i] += factor * (step + (rest * embedding[i]));
            }

            if (_centres.WantsSlopes)
            {
                _centres.SlopesOf(target[row])[i] += factor * ((rest * centre[i]) - (side * step));
            }
        }
    }

    private double Squares(int row, double sign) =>
        RowDistance.Squared(_embeddings.NumbersOf(row), _centres.NumbersOf(target[row]), sign, _embeddings.Width, lanes);

    /// <summary>The sine of an angle.</summary>
    /// <param name="Sine">sin θ.</param>
    /// <param name="SlopeOfSine">d sin θ/d cos θ where the sine is taken from the cosine; 0 where its gradient is added by itself.</param>
    /// <param name="IsExact">Whether it was taken from distances, and its gradient is to be added by itself.</param>
    internal readonly record struct Sines(double Sine, double SlopeOfSine, bool IsExact);
}
