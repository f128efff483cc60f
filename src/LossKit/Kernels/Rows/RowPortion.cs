namespace LossKit;

/// <summary>Some rows of a call that follow each other, with all that is read and written. Memory is pinned by the caller.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct RowPortion<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The shape of all scores of the call.</summary>
    public ClassShape Shape;

    /// <summary>The first row.</summary>
    public int First;

    /// <summary>The row behind the last one.</summary>
    public int End;

    /// <summary>All scores.</summary>
    public T* Prediction;

    /// <summary>The class index of each row; null where targets are distributions.</summary>
    public int* Target;

    /// <summary>The target of each score; null where targets are class indices.</summary>
    public T* Distribution;

    /// <summary>Which rows count; null where all do.</summary>
    public bool* Mask;

    /// <summary>A factor for each row's loss; null for none.</summary>
    public T* Weight;

    /// <summary>Where the single losses go; null where they are not wanted.</summary>
    public T* Values;

    /// <summary>Whether single losses are written or added.</summary>
    public GradientMode ValuesMode;

    /// <summary>Where the gradient goes; null where it is not wanted.</summary>
    public T* Gradient;

    /// <summary>Where the second derivative goes; null where it is not wanted.</summary>
    public T* Hessian;

    /// <summary>Whether derivatives are written or added.</summary>
    public GradientMode Mode;

    /// <summary>The factor of single losses.</summary>
    public double Factor;

    /// <summary>What derivatives are multiplied by.</summary>
    public double Scale;

    /// <summary>Gives the place of a row's first score; the others lie <see cref="ClassShape.Positions"/> apart.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The place.</returns>
    public readonly nint StartOf(int row) => Shape.Positions == 1
        ? (nint)row * Shape.Classes
        : ((nint)(row / Shape.Positions) * Shape.Classes * Shape.Positions) + (row % Shape.Positions);

    /// <summary>Gives the target of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The class index; −1 where targets are distributions.</returns>
    public readonly int TargetOf(int row) => Target is null ? -1 : Target[row];

    /// <summary>Gives the weight of a row beside that of its class.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <param name="kernel">The kernel, which knows what is ignored.</param>
    /// <param name="row">The row.</param>
    /// <returns>The weight; 0 of a row that is left out.</returns>
    public readonly double WeightOf<TKernel>(in TKernel kernel, int row)
        where TKernel : struct, IRowKernel<T>
    {
        if ((Mask is not null && !Mask[row]) || (Target is not null && kernel.Ignores(Target[row])))
        {
            return 0;
        }

        return Weight is null ? 1 : double.CreateTruncating(Weight[row]);
    }

    /// <summary>Hands out the loss of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="value">Its loss.</param>
    public readonly void Deliver(int row, double value)
    {
        if (Values is not null)
        {
            var single = T.CreateTruncating(Factor * value);
            Values[row] = ValuesMode == GradientMode.Add ? Values[row] + single : single;
        }
    }
}
