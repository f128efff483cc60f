namespace LossKit;

/// <summary>
/// A register of floating-point numbers that are worked on side by side: the arithmetic a kernel is written in.
/// </summary>
/// <remarks>
/// One body, written against this interface, serves every register width (one element, 128, 256 and 512 bits) and both
/// element types, so the widths cannot disagree: each operation gives the same bits for an element whatever its
/// neighbours are. A comparison gives a <em>mask</em>, all bits set where it holds and none where it does not, to be used
/// with <see cref="Select"/> and the bitwise operators.
/// </remarks>
/// <typeparam name="TSelf">The lane type itself.</typeparam>
public interface ILane<TSelf>
    where TSelf : struct, ILane<TSelf>
{
    /// <summary>Gets how many elements the lane holds.</summary>
    static abstract int Count { get; }

    /// <summary>Gets whether the elements are <see cref="double"/>; otherwise they are <see cref="float"/>.</summary>
    static abstract bool IsDouble { get; }

    /// <summary>Gets whether <see cref="Scale"/> is one instruction here: a choice between two ways to the same bits.</summary>
    static abstract bool ScalesInOneStep { get; }

    /// <summary>Gets the lane of zeros.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>Gets the lane of ones.</summary>
    static abstract TSelf One { get; }

    /// <summary>Gives a lane with every element equal to <paramref name="value"/>, rounded to the element type.</summary>
    /// <param name="value">The number to repeat.</param>
    /// <returns>The lane.</returns>
    static abstract TSelf Create(double value);

    /// <summary>Adds element by element.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Subtracts element by element.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Multiplies element by element.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Divides element by element.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>Flips the sign of each element.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>Keeps the bits set in both: joins two masks, or clears a value where a mask is false.</summary>
    static abstract TSelf operator &(TSelf left, TSelf right);

    /// <summary>Keeps the bits set in either.</summary>
    static abstract TSelf operator |(TSelf left, TSelf right);

    /// <summary>Keeps the bits set in exactly one.</summary>
    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>Inverts the bits: the opposite of a mask.</summary>
    static abstract TSelf operator ~(TSelf value);

    /// <summary>The mask of elements where left is less than right; false where either is NaN.</summary>
    static abstract TSelf operator <(TSelf left, TSelf right);

    /// <summary>The mask of elements where left is greater than right; false where either is NaN.</summary>
    static abstract TSelf operator >(TSelf left, TSelf right);

    /// <summary>The mask of elements where left is at most right; false where either is NaN.</summary>
    static abstract TSelf operator <=(TSelf left, TSelf right);

    /// <summary>The mask of elements where left is at least right; false where either is NaN.</summary>
    static abstract TSelf operator >=(TSelf left, TSelf right);

    /// <summary>The mask of elements that are equal (+0 equals -0; NaN equals nothing).</summary>
    static abstract TSelf AreEqual(TSelf left, TSelf right);

    /// <summary>The mask of elements that are NaN.</summary>
    static abstract TSelf IsNaN(TSelf value);

    /// <summary>Takes each element from <paramref name="ifTrue"/> where the mask is set, else from <paramref name="ifFalse"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf ifTrue, TSelf ifFalse);

    /// <summary>Takes <paramref name="ifLess"/> where left is less than right, else (also where either is NaN) <paramref name="otherwise"/>.</summary>
    /// <remarks>
    /// Like <see cref="SelectEqual"/>, cheaper than <see cref="Select"/> of a comparison: the mask never becomes a number of its own.
    /// </remarks>
    static abstract TSelf SelectLess(TSelf left, TSelf right, TSelf ifLess, TSelf otherwise);

    /// <summary>Takes <paramref name="ifEqual"/> where the two are equal, else (also where either is NaN) <paramref name="otherwise"/>.</summary>
    static abstract TSelf SelectEqual(TSelf left, TSelf right, TSelf ifEqual, TSelf otherwise);

    /// <summary>Gives left · right + addend with one rounding.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>Gives addend − left · right with one rounding.</summary>
    static abstract TSelf NegatedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>The magnitude of each element.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The square root of each element, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The smaller of the two; NaN where either is NaN.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>The larger of the two; NaN where either is NaN.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The larger of the two; where one is NaN, it is unspecified which of them. Cheaper than <see cref="Max"/>.</summary>
    static abstract TSelf Larger(TSelf left, TSelf right);

    /// <summary>Limits each element to [low, high]; NaN stays NaN. Cheaper than <see cref="Min"/> of <see cref="Max"/>.</summary>
    /// <param name="value">The elements to limit.</param>
    /// <param name="low">The least result: not NaN, and at most <paramref name="high"/>.</param>
    /// <param name="high">The greatest result: not NaN.</param>
    /// <returns>The limited elements.</returns>
    static abstract TSelf Clamp(TSelf value, TSelf low, TSelf high);

    /// <summary>Raises each element to at least <paramref name="low"/>, which is not NaN; NaN stays NaN. Cheaper than <see cref="Max"/>.</summary>
    static abstract TSelf AtLeast(TSelf value, TSelf low);

    /// <summary>Lowers each element to at most <paramref name="high"/>, which is not NaN; NaN stays NaN. Cheaper than <see cref="Min"/>.</summary>
    static abstract TSelf AtMost(TSelf value, TSelf high);

    /// <summary>The nearest integer, halves to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>The magnitude of the first with the sign of the second.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>
    /// Gives 2ⁿ for integers n whose power is a normal number (−126…127 for float, −1022…1023 for double). Other elements
    /// give unspecified bits.
    /// </summary>
    static abstract TSelf PowerOfTwo(TSelf exponent);

    /// <summary>
    /// Gives 2ⁿ for n + 1.5 · 2²³ + 127 (float) or n + 1.5 · 2⁵² + 1023 (double): <see cref="PowerOfTwo"/> of integers that rounding to an
    /// integer has put into this form already. The same n are allowed.
    /// </summary>
    static abstract TSelf PowerOfSum(TSelf sum);

    /// <summary>
    /// Gives value · 2ⁿ rounded once, be it normal, subnormal or infinite, for magnitudes in [½, 2] and integers n of
    /// −252…252 for float, −2044…2044 for double. NaN stays NaN; other elements give unspecified bits.
    /// </summary>
    /// <param name="value">The numbers to scale.</param>
    /// <param name="exponent">The integers n.</param>
    /// <returns>The scaled numbers.</returns>
    static abstract TSelf Scale(TSelf value, TSelf exponent);

    /// <summary>
    /// Splits positive normal numbers as m · 2ᵉ with m in [√½, √2). Zero, subnormal, negative and non-finite elements give
    /// unspecified results.
    /// </summary>
    /// <param name="value">The positive normal numbers.</param>
    /// <param name="exponent">Receives e, as a floating-point integer.</param>
    /// <returns>The mantissas m.</returns>
    static abstract TSelf Split(TSelf value, out TSelf exponent);

    /// <summary>Says whether the mask is set for any element.</summary>
    static abstract bool Any(TSelf mask);
}
