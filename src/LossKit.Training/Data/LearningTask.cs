namespace LossKit;

/// <summary>What is to be learned, read off the target column or asked for.</summary>
public enum LearningTask
{
    /// <summary>The target is a number.</summary>
    Regression,

    /// <summary>The target is one of two classes; the second in order is the positive one.</summary>
    Binary,

    /// <summary>The target is one of several classes.</summary>
    Multiclass,
}
