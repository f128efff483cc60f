using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>
/// A running sum that keeps what each addition rounds away (Neumaier, 1974), so that the sums of many blocks, added in block
/// order, are as good as exact.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct CompensatedSum
{
    private readonly double _sum;
    private readonly double _lost;

    private CompensatedSum(double sum, double lost)
    {
        _sum = sum;
        _lost = lost;
    }

    /// <summary>Gets the sum. An infinite or NaN sum has lost nothing that could be told.</summary>
    public double Value => double.IsFinite(_sum) ? _sum + _lost : _sum;

    /// <summary>Adds one number.</summary>
    /// <param name="total">The sum so far.</param>
    /// <param name="value">The number.</param>
    /// <returns>The new sum.</returns>
    public static CompensatedSum operator +(CompensatedSum total, double value)
    {
        var sum = total._sum + value;
        var lost = Math.Abs(total._sum) >= Math.Abs(value) ? total._sum - sum + value : value - sum + total._sum;
        return new CompensatedSum(sum, total._lost + lost);
    }
}
