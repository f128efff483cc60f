using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>Which share of the rows is kept from training.</summary>
/// <remarks>The default is 60 % training, 20 % validation, 20 % test: with a few hundred rows, less than a fifth measures little.</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SplitFractions
{
    /// <summary>Sets the shares.</summary>
    /// <param name="validation">The share of the validation part, above 0.</param>
    /// <param name="test">The share of the test part, above 0; the two together leave at least a tenth for training.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not above 0, or less than a tenth is left.</exception>
    public SplitFractions(double validation, double test)
    {
        if (!(validation > 0)) throw new ArgumentOutOfRangeException(nameof(validation), validation, "The validation part needs a share above 0.");
        if (!(test > 0)) throw new ArgumentOutOfRangeException(nameof(test), test, "The test part needs a share above 0.");
        if (!(validation + test <= 0.9))
            throw new ArgumentOutOfRangeException(nameof(test), test, $"Validation {validation} and test {test} leave less than 0.1 for training.");
        Validation = validation;
        Test = test;
    }

    /// <summary>Gets 60 % training, 20 % validation, 20 % test.</summary>
    public static SplitFractions Default { get; } = new(0.2, 0.2);

    /// <summary>Gets the share of the validation part.</summary>
    public double Validation { get; }

    /// <summary>Gets the share of the test part.</summary>
    public double Test { get; }
}
