namespace LossKit;

/// <summary>What a module is used for at the moment.</summary>
public enum ModuleMode
{
    /// <summary>It is being trained: dropout drops.</summary>
    Training,

    /// <summary>It is being used: dropout passes everything on.</summary>
    Evaluation,
}
