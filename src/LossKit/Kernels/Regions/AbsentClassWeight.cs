namespace LossKit;

/// <summary>What a class that is nowhere in the targets weighs in the generalized Dice loss, whose formula divides by 0 there.</summary>
public enum AbsentClassWeight
{
    /// <summary>As much as the class that weighs most: the smallest that is there. Predicting it costs.</summary>
    Largest,

    /// <summary>Nothing: whatever is predicted of it is free.</summary>
    Zero,
}
