namespace LossKit;

/// <summary>Keeps the weights of the epoch with the lowest validation value, and says when to stop waiting for a lower one.</summary>
internal sealed class BestWeights
{
    private readonly IReadOnlyList<NamedParameter> _parameters;
    private readonly float[][] _kept;

    /// <summary>Initializes a new instance of the <see cref="BestWeights"/> class.</summary>
    /// <param name="parameters">The parameters of the model.</param>
    public BestWeights(IReadOnlyList<NamedParameter> parameters)
    {
        _parameters = parameters;
        _kept = [.. parameters.Select(parameter => new float[parameter.Value.Length])];
    }

    /// <summary>Gets the epoch that was kept; 0 for none yet.</summary>
    public int Epoch { get; private set; }

    /// <summary>Gets its validation value.</summary>
    public double Validation { get; private set; } = double.PositiveInfinity;

    /// <summary>Looks at an epoch's end, and keeps the weights where they are the best so far.</summary>
    /// <param name="record">The epoch.</param>
    public void Offer(EpochRecord record)
    {
        if (record.Validation < Validation)
        {
            Epoch = record.Epoch;
            Validation = record.Validation;
            for (var i = 0; i < _kept.Length; i++)
            {
                _parameters[i].Value.Values.CopyTo(_kept[i]);
            }
        }
    }

    /// <summary>Puts the kept weights back.</summary>
    public void Restore()
    {
        for (var i = 0; i < _kept.Length && Epoch > 0; i++)
        {
            _kept[i].CopyTo(_parameters[i].Value.Values);
        }
    }
}
