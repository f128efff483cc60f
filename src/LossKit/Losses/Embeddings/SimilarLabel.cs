namespace LossKit;

/// <summary>Which label says that a pair is similar; the other says that it is not.</summary>
public enum SimilarLabel
{
    /// <summary>1 means similar.</summary>
    One,

    /// <summary>0 means similar, as in the paper, whose label is the dissimilarity.</summary>
    Zero,
}
