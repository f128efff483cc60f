using System.Numerics.Tensors;
using static LossKit.Tests.Refused;

namespace LossKit.Tests;

/// <summary>What a wrong request for a loss of pairs, triplets or labelled embeddings is told, word for word: one of each error code.</summary>
public sealed class EmbeddingMessageTests
{
    [Theory]
    [InlineData("triplett", LossErrorCode.UnknownLoss, "There is no loss 'triplett' (did you mean 'triplet'?); `losskit list` shows all of them.")]
    [InlineData("triplet:marign=1", LossErrorCode.UnknownOption, "triplet has no option 'marign' (did you mean 'margin'?): it takes margin, distance, swap, reduction.")]
    [InlineData("triplet:margin=NaN", LossErrorCode.InvalidOption, "Option margin is NaN, but must be any number.")]
    [InlineData("triplet:distance=manhattan", LossErrorCode.InvalidOption, "Option distance is manhattan, but must be one of euclidean, squared-euclidean, cosine.")]
    [InlineData("triplet:swap=sometimes", LossErrorCode.InvalidOption, "Option swap is sometimes, but must be true or false.")]
    [InlineData("contrastive:margin=-1", LossErrorCode.InvalidOption, "Option margin is -1, but must be at least 0.")]
    [InlineData("contrastive:similar-label=2", LossErrorCode.InvalidOption, "Option similar-label is 2, but must be one of 1, 0.")]
    [InlineData("cosine-embedding:margin=NaN", LossErrorCode.InvalidOption, "Option margin is NaN, but must be any number.")]
    [InlineData("online-triplet:mining=hardest", LossErrorCode.InvalidOption, "Option mining is hardest, but must be one of batch-hard, batch-all, semi-hard.")]
    [InlineData("online-triplet:reduction=none", LossErrorCode.InvalidOption, "Option reduction is none, but must be one of mean, sum.")]
    [InlineData("multi-similarity:beta=0", LossErrorCode.InvalidOption, "Option beta is 0, but must be greater than 0.")]
    [InlineData("multi-similarity:epsilon=NaN", LossErrorCode.InvalidOption, "Option epsilon is NaN, but must be any number.")]
    [InlineData("circle:margin=1.5", LossErrorCode.InvalidOption, "Option margin is 1.5, but must be in [0, 1].")]
    public void A_wrong_text(string text, LossErrorCode code, string message) => AssertError(() => LossCatalog.Parse(text), code, message);

    [Theory]
    [InlineData("contrastive", 2, "label[1] is 2, but must be 0 or 1: write one of the two (from -1/+1 labels: (label + 1) / 2).")]
    [InlineData("contrastive", -1, "label[1] is -1, but must be 0 or 1: write one of the two (from -1/+1 labels: (label + 1) / 2).")]
    [InlineData("contrastive", 0.5, "label[1] is 0.5, but must be a whole number: write the label, index or length itself.")]
    [InlineData("cosine-embedding", 0, "label[1] is 0, but must be -1 or +1: write -1 for one class and +1 for the other (from 0/1 labels: 2 * label - 1).")]
    [InlineData("cosine-embedding", double.NaN, "label[1] is NaN, but must be a whole number: write the label, index or length itself.")]
    public void A_label_that_there_is_not(string loss, double label, string message) => AssertError(
        () => Evaluate(loss, ("x1", [1, 2], [2, 1]), ("x2", [1, 2], [2, 1]), ("label", [1, label], [2])), LossErrorCode.InvalidTarget, message);

    [Theory]
    [InlineData("online-triplet")]
    [InlineData("multi-similarity")]
    [InlineData("circle")]
    public void A_class_with_a_fraction(string loss) => AssertError(
        () => Evaluate(loss, ("embeddings", [1, 2], [2, 1]), ("labels", [0, 1.5], [2])),
        LossErrorCode.InvalidTarget,
        "labels[1] is 1.5, but must be a whole number: write the label, index or length itself.");

    [Fact]
    public void A_label_beyond_the_whole_numbers() => AssertError(
        () => Evaluate("online-triplet", ("embeddings", [1, 2], [2, 1]), ("labels", [4e9, 1.5], [2])),
        LossErrorCode.InvalidTarget,
        "labels[1] is 1.5, but must be a whole number: write the label, index or length itself.");

    [Theory]
    [InlineData("contrastive")]
    [InlineData("cosine-embedding")]
    public void Sides_of_pairs_that_differ_in_shape(string loss) => AssertError(
        () => Evaluate(loss, ("x1", [1, 2, 3, 4], [2, 2]), ("x2", [1, 2], [2, 1]), ("label", [1, 1], [2])),
        LossErrorCode.ShapeMismatch,
        "x2 has shape [2,1], but must have [2,2]: nothing is broadcast, so give x2 that shape.");

    [Theory]
    [InlineData("contrastive")]
    [InlineData("cosine-embedding")]
    public void A_label_too_many(string loss) => AssertError(
        () => Evaluate(loss, ("x1", [1, 2], [2, 1]), ("x2", [1, 2], [2, 1]), ("label", [1, 1, 1], [3])),
        LossErrorCode.ShapeMismatch,
        "label has shape [3], but must have [2]: nothing is broadcast, so give label that shape.");

    [Fact]
    public void A_negative_too_few() => AssertError(
        () => Evaluate("triplet", ("anchor", [1, 2], [2, 1]), ("positive", [1, 2], [2, 1]), ("negative", [1], [1, 1])),
        LossErrorCode.ShapeMismatch,
        "negative has shape [1,1], but must have [2,1]: nothing is broadcast, so give negative that shape.");

    [Theory]
    [InlineData("online-triplet")]
    [InlineData("multi-similarity")]
    [InlineData("circle")]
    public void Labels_in_a_column(string loss) => AssertError(
        () => Evaluate(loss, ("embeddings", [1, 2], [2, 1]), ("labels", [0, 1], [2, 1])),
        LossErrorCode.ShapeMismatch,
        $"labels has shape [2,1], but must be {LossCatalog.Find(loss).Card.Inputs[1].Shape}: reshape it.");

    [Fact]
    public void Embeddings_that_are_one_row() => AssertError(
        () => Evaluate("online-triplet", ("embeddings", [1, 2], [2]), ("labels", [0, 1], [2])),
        LossErrorCode.ShapeMismatch,
        "embeddings has shape [2], but must be [N,D] embeddings: reshape it.");

    [Fact]
    public void A_missing_negative() => AssertError(
        () => Evaluate("triplet", ("anchor", [1], [1, 1]), ("positive", [1], [1, 1])),
        LossErrorCode.MissingInput,
        "triplet needs the input 'negative' ([N,D] embeddings), which was not given.");

    [Fact]
    public void An_unknown_input() => AssertError(
        () => Evaluate("online-triplet", ("embeddings", [1], [1, 1]), ("label", [1], [1])),
        LossErrorCode.UnknownInput,
        "online-triplet has no input 'label' (did you mean 'labels'?): it takes embeddings, labels.");

    [Fact]
    public void A_batch_whose_distances_fit_into_no_array()
    {
        var embeddings = new float[46_341];
        AssertError(
            () => new OnlineTripletLoss().Evaluate(
                new ReadOnlyTensorSpan<float>(embeddings, [embeddings.Length, 1], []),
                new ReadOnlyTensorSpan<int>(new int[embeddings.Length], [embeddings.Length], [])),
            LossErrorCode.ShapeMismatch,
            "embeddings has 46341 rows, but must have at most 46340, whose comparisons fit into one array: split the batch.");
    }

    [Fact]
    public void A_reduction_that_triplets_of_a_batch_do_not_have() => AssertError(
        () => _ = new OnlineTripletLoss(reduction: Reduction.None),
        LossErrorCode.InvalidOption,
        "Option reduction is none, but must be one of mean, sum.");
}
