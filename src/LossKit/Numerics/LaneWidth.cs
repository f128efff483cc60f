namespace LossKit;

/// <summary>A register width; the number is its bits, 0 for one element at a time.</summary>
public enum LaneWidth
{
    /// <summary>One element at a time.</summary>
    Scalar = 0,

    /// <summary>128 bits: SSE, NEON.</summary>
    Bits128 = 128,

    /// <summary>256 bits: AVX2.</summary>
    Bits256 = 256,

    /// <summary>512 bits: AVX-512.</summary>
    Bits512 = 512,
}
