namespace LossKit;

/// <summary>Two inputs of embeddings and the similarities of every row of the one with every row of the other.</summary>
internal readonly struct SimilaritySides : IDisposable
{
    private readonly int _leftInput;
    private readonly int _rightInput;

    private SimilaritySides(int leftInput, int rightInput, in EmbeddingRows left, in EmbeddingRows right)
    {
        _leftInput = leftInput;
        _rightInput = rightInput;
        Left = left;
        Right = right;
        Scores = new(left.All, right.All);
    }

    /// <summary>Gets the embeddings that give the rows of the similarities.</summary>
    public EmbeddingRows Left { get; }

    /// <summary>Gets the embeddings that give the columns.</summary>
    public EmbeddingRows Right { get; }

    /// <summary>Gets the similarities; after an evaluation, the derivatives by them.</summary>
    public ScoreMatrix Scores { get; }

    /// <summary>Compares two inputs.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="left">The input that gives the rows.</param>
    /// <param name="right">The input that gives the columns.</param>
    /// <param name="length">What is done to the length of the embeddings.</param>
    /// <returns>The similarities with both sides.</returns>
    public static SimilaritySides Of<T>(in TensorCall<T> call, int left = 0, int right = 1, RowLength length = RowLength.Unit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(left, right, EmbeddingRows.Of(call, left, length), EmbeddingRows.Of(call, right, length));

    /// <summary>Evaluates every row and delivers the gradients.</summary>
    /// <typeparam name="TRow">What the loss makes of a row.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rowLoss">What the loss makes of a row.</param>
    /// <param name="call">The call.</param>
    /// <returns>The reduced loss.</returns>
    public double Run<TRow, T>(TRow rowLoss, in TensorCall<T> call)
        where TRow : struct, ISimilarityRow
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var outcome = Evaluate(rowLoss, call);
        PullBack();
        Deliver(call, outcome.Scale);
        return outcome.Value;
    }

    /// <summary>Evaluates every row and leaves the derivatives by the similarities in their place.</summary>
    /// <typeparam name="TRow">What the loss makes of a row.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rowLoss">What the loss makes of a row.</param>
    /// <param name="call">The call.</param>
    /// <returns>The reduced loss, and what gradients are to be multiplied by.</returns>
    public UnscaledUnits.Outcome Evaluate<TRow, T>(TRow rowLoss, in TensorCall<T> call)
        where TRow : struct, ISimilarityRow
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        UnscaledUnits.Run(new SimilarityUnits<TRow>(Scores, rowLoss, call.Width), Scores.Rows, Scores.Columns, call);

    /// <summary>Adds what the derivatives by the similarities come to in those by the rows of both sides.</summary>
    public void PullBack() => Scores.PullBack();

    /// <summary>Adds what the derivatives by the rows come to in the gradients of both inputs.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="scale">What they are multiplied by.</param>
    public void Deliver<T>(in TensorCall<T> call, double scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Left.Deliver(call.Gradient(_leftInput), scale);
        Right.Deliver(call.Gradient(_rightInput), scale);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Scores.Dispose();
        Left.Dispose();
        Right.Dispose();
    }
}
