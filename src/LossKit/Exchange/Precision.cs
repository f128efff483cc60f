namespace LossKit;

/// <summary>Which kernels compute.</summary>
public enum Precision
{
    /// <summary>float64.</summary>
    Double,

    /// <summary>float32: inputs are rounded first.</summary>
    Single,
}
