namespace LossKit;

/// <summary>The shape of rows of features that a matrix maps to scores of classes: [N,D] by [C,D] to [N,C].</summary>
/// <param name="Rows">The number of rows N.</param>
/// <param name="Features">The number of features D.</param>
/// <param name="Classes">The number of classes C.</param>
internal readonly record struct LinearShape(int Rows, int Features, int Classes);
