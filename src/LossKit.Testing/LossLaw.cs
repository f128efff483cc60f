namespace LossKit;

/// <summary>The laws that hold for every loss.</summary>
[Flags]
public enum LossLaw
{
    /// <summary>No law.</summary>
    None = 0,

    /// <summary>The gradient is the derivative of the value: central differences of fourth order in double, away from kinks.</summary>
    Gradient = 1,

    /// <summary>The Hessian is the derivative of the gradient. Checked where the card has one.</summary>
    Hessian = 2,

    /// <summary>Sum and mean are those of the single values, and the mean's gradient is the sum's divided by what counts.</summary>
    Reductions = 4,

    /// <summary>Weights of one and a mask of all change no bit; a weight of 0, or a mask, removes an element whatever it holds.</summary>
    Weights = 8,

    /// <summary>Asking for a gradient or a Hessian changes no bit of what was asked for before.</summary>
    Results = 16,

    /// <summary>An element's results have the same bits alone, at any place of a register, and among any neighbours.</summary>
    Neighbours = 32,

    /// <summary>Float agrees with double, as far as a float can hold the results.</summary>
    Precision = 64,

    /// <summary>A NaN gives NaN for its own element or row, and changes no other.</summary>
    NotANumber = 128,

    /// <summary>Infinite predictions, and scores of ±10,000, give no NaN.</summary>
    Infinities = 256,

    /// <summary>Zeros, subnormal numbers and predictions that equal their targets give finite results, and the sign of zero changes none.</summary>
    Zeros = 512,
}
