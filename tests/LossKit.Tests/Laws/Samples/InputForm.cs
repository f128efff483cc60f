namespace LossKit.Tests;

/// <summary>How the inputs of a loss belong together.</summary>
public enum InputForm
{
    /// <summary>A target for each prediction: any shape.</summary>
    Elements,

    /// <summary>Several predictions for each target: [N,Q] against [N].</summary>
    Columns,

    /// <summary>A target and a variance for each prediction.</summary>
    ElementsWithVariance,

    /// <summary>Labels of their own in every row: [N,C] against [N,C], reduced by rows.</summary>
    LabelRows,

    /// <summary>Class indices against scores: [N] against [N,C], or [N,d] against [N,C,d].</summary>
    ClassIndices,

    /// <summary>A target for every class: [N,C] or [N,C,d], reduced by rows.</summary>
    ClassProbabilities,

    /// <summary>Arrays whose shapes are the patterns on the card.</summary>
    Tensors,
}
