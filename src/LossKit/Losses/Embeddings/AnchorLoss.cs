namespace LossKit;

/// <summary>A loss of labelled embeddings in which every row is an anchor that is held against all other rows of the batch.</summary>
public abstract class AnchorLoss : LabelledEmbeddingsLoss
{
    private protected AnchorLoss(LossCard card, Reduction reduction)
        : base(card, reduction)
    {
    }

    private protected sealed override void CheckNumbers<T>(in TensorCall<T> call) => Guard.Pairs("embeddings", call.Shape(0)[0]);
}
