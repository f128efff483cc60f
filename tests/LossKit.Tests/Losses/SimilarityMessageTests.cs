using static LossKit.Tests.Refused;

namespace LossKit.Tests;

/// <summary>What a wrong request to a loss of embeddings is told, word for word.</summary>
public sealed class SimilarityMessageTests
{
    private static readonly double[] Six = [1, 2, 3, 4, 5, 6];

    [Theory]
    [InlineData("nt-xent:temperature=0", LossErrorCode.InvalidOption, "Option temperature is 0, but must be greater than 0.")]
    [InlineData("info-nce:temperature=-1", LossErrorCode.InvalidOption, "Option temperature is -1, but must be greater than 0.")]
    [InlineData("sup-con:temperature=NaN", LossErrorCode.InvalidOption, "Option temperature is NaN, but must be greater than 0.")]
    [InlineData("sup-con:reduction=none", LossErrorCode.InvalidOption, "Option reduction is none, but must be one of mean, sum.")]
    [InlineData("siglip:scale=-1", LossErrorCode.InvalidOption, "Option scale is -1, but must be at least 0.")]
    [InlineData("n-pair:l2=-1", LossErrorCode.InvalidOption, "Option l2 is -1, but must be at least 0.")]
    [InlineData("arcface:margin=28.6", LossErrorCode.InvalidOption, "Option margin is 28.6, but must be in [0, 1].")]
    [InlineData("cosface:scale=0", LossErrorCode.InvalidOption, "Option scale is 0, but must be greater than 0.")]
    [InlineData("proxy-anchor:delta=0.1", LossErrorCode.UnknownOption, "proxy-anchor has no option 'delta': it takes alpha, margin, reduction.")]
    public void A_wrong_option(string text, LossErrorCode code, string message) => AssertError(() => LossCatalog.Parse(text), code, message);

    [Theory]
    [InlineData("nt-xent", "x1", "x2")]
    [InlineData("siglip", "x1", "x2")]
    [InlineData("n-pair", "x1", "x2")]
    [InlineData("info-nce", "query", "keys")]
    public void Sides_of_different_lengths(string loss, string first, string second) => AssertError(
        () => Evaluate(loss, (first, Six, [2, 3]), (second, Six, [3, 2])),
        LossErrorCode.ShapeMismatch,
        $"{second} has shape [3,2], but must have [2,3]: nothing is broadcast, so give {second} that shape.");

    [Fact]
    public void Embeddings_without_rows() => AssertError(
        () => Evaluate("nt-xent", ("x1", Six, [6]), ("x2", Six, [6])),
        LossErrorCode.ShapeMismatch,
        "x1 has shape [6], but must be [N,D] embeddings: reshape it.");

    [Fact]
    public void A_side_too_few() => AssertError(
        () => Evaluate("info-nce", ("query", Six, [2, 3])),
        LossErrorCode.MissingInput,
        "info-nce needs the input 'keys' ([N,D] embeddings: row i is the key of query i), which was not given.");

    [Fact]
    public void An_input_of_another_loss() => AssertError(
        () => Evaluate("siglip", ("x1", Six, [2, 3]), ("x2", Six, [2, 3]), ("labels", [0, 1], [2])),
        LossErrorCode.UnknownInput,
        "siglip has no input 'labels': it takes x1, x2.");

    [Fact]
    public void A_label_too_few() => AssertError(
        () => Evaluate("sup-con", ("embeddings", Six, [2, 3]), ("labels", [1], [1])),
        LossErrorCode.ShapeMismatch,
        "labels has shape [1], but must have [2]: nothing is broadcast, so give labels that shape.");

    [Fact]
    public void A_label_with_a_fraction() => AssertError(
        () => Evaluate("sup-con", ("embeddings", Six, [2, 3]), ("labels", [1, 0.5], [2])),
        LossErrorCode.InvalidTarget,
        "labels[1] is 0.5, but must be a whole number: write the label, index or length itself.");

    [Theory]
    [InlineData("arcface", "centres", 2, "target[1] is 2, but must be a class index from 0 to 1: labels that count from 1 need 1 subtracted.")]
    [InlineData("cosface", "centres", -1, "target[1] is -1, but must be a class index from 0 to 1: write the index of the class.")]
    [InlineData("proxy-anchor", "proxies", 7, "target[1] is 7, but must be a class index from 0 to 1: write the index of the class.")]
    public void A_target_that_is_no_class(string loss, string centres, double target, string message) => AssertError(
        () => Evaluate(loss, ("embeddings", Six, [2, 3]), (centres, Six, [2, 3]), ("target", [0, target], [2])),
        LossErrorCode.InvalidTarget,
        message);

    [Fact]
    public void Centres_of_another_width() => AssertError(
        () => Evaluate("arcface", ("embeddings", Six, [2, 3]), ("centres", Six, [3, 2]), ("target", [0, 1], [2])),
        LossErrorCode.ShapeMismatch,
        "centres has shape [3,2], but must have [C,3]: nothing is broadcast, so give centres that shape.");

    // ⌊√2147483591⌋ = 46340, for two views of both sides half of it, for two views of one side ⌊√(2147483591/2)⌋ = 32767.
    [Theory]
    [InlineData("nt-xent", 23_170)]
    [InlineData("nt-xent:symmetric=false", 32_767)]
    [InlineData("info-nce", 46_340)]
    [InlineData("sup-con", 46_340)]
    [InlineData("siglip", 46_340)]
    [InlineData("n-pair", 46_340)]
    public void A_batch_whose_pairs_fit_into_no_array(string loss, int most)
    {
        var card = LossCatalog.Parse(loss).Card;
        var (first, second) = (card.Inputs[0].Name, card.Inputs[1].Name);
        int[] shapeOfSecond = card.Inputs[1].Role == InputRole.Label ? [most + 1] : [most + 1, 1];
        AssertError(
            () => Evaluate(loss, (first, new double[most + 1], [most + 1, 1]), (second, new double[most + 1], shapeOfSecond)),
            LossErrorCode.ShapeMismatch,
            $"{first} has {most + 1} rows, but must have at most {most}, whose comparisons fit into one array: split the batch.");
    }

    // ⌊2147483591/46341⌋ = 46340.
    [Fact]
    public void Classes_too_many_for_a_batch()
    {
        var zeros = new double[46_341];
        AssertError(
            () => Evaluate("cosface", ("embeddings", zeros, [46_341, 1]), ("centres", zeros, [46_341, 1]), ("target", zeros, [46_341])),
            LossErrorCode.ShapeMismatch,
            "embeddings has 46341 rows, but must have at most 46340, whose comparisons fit into one array: split the batch.");
    }
}
