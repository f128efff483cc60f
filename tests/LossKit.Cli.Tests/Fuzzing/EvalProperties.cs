using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace LossKit.Tests;

/// <summary>Lines of any JSON get an answer each, and numbers come through the text as the library itself takes and gives them.</summary>
public sealed class EvalProperties
{
    private const int Documents = 400;
    private const int Pairs = 400;
    private const int MostNested = 5;

    // Names that a request has, so that what is drawn gets past the first checks.
    private static readonly string[] Names = ["loss", "inputs", "options", "want", "dtype", "id", "prediction", "target", "reduction", "weight", "x", ""];

    private static readonly string[] Leaves =
    [
        .. HostileJson.Values.Where(IsShortJson),
        "\"mse\"", "\"cross-entropy\"", "\"ctc\"", "\"triplet\"", "[\"value\",\"hessian\"]", "[[0.5,0.5],[1,-1]]", "[1,0]", "[0.25,0.75]",
    ];

    private static Gen<string> Request => Gen.Elements(LossCatalog.All.Select(entry => entry.Card.Id).ToArray()).SelectMany(
        loss => Tree(MostNested).SelectMany(inputs => Tree(1).Select(options => $$"""{"loss":"{{loss}}","inputs":{{inputs}},"options":{{options}} }""")));

    private static Gen<double[]> Numbers => ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => number.Get).ArrayOf(3);

    [Fact]
    public void Any_document_gets_one_answer_with_its_id() => TestSearch.ForAll(Tree(MostNested).ToArbitrary(), AssertAnswered, Documents);

    [Fact]
    public void Any_inputs_of_any_loss_are_answered() => TestSearch.ForAll(Request.ToArbitrary(), AssertAnswered, Documents);

    [Fact]
    public void Numbers_pass_through_the_text_bit_for_bit() => TestSearch.ForAll(
        Numbers.SelectMany(prediction => Numbers.Select(target => (prediction, target))).ToArbitrary(),
        pair =>
        {
            var line = $$"""{"loss":"huber","inputs":{"prediction":[{{Joined(pair.prediction)}}],"target":[{{Joined(pair.target)}}] } }""";
            using var answer = JsonDocument.Parse(Answer(line));
            var gradient = new double[pair.prediction.Length];
            var value = new HuberLoss().Evaluate<double>(pair.prediction, pair.target, gradient);

            Assert.Equal(Bits(value), Bits(Number(answer.RootElement.GetProperty("value"))));
            Assert.Equal(
                gradient.Select(Bits),
                answer.RootElement.GetProperty("gradients").GetProperty("prediction").EnumerateArray().Select(entry => Bits(Number(entry))));
        },
        Pairs);

    private static Gen<string> Tree(int depth) => depth == 0
        ? Gen.Elements(Leaves)
        : Gen.OneOf(
            Gen.Elements(Leaves),
            Gen.Choose(0, 4).SelectMany(count => Tree(depth - 1).ArrayOf(count).Select(items => $"[{string.Join(',', items)}]")),
            Gen.Choose(0, 4).SelectMany(count => Member(depth - 1).ArrayOf(count).Select(members => $"{{{string.Join(',', members)}}}")));

    private static Gen<string> Member(int depth) =>
        Gen.Elements(Names).SelectMany(name => Tree(depth).Select(value => $"\"{name}\":{value}"));

    private static void AssertAnswered(string document) => EvalAnswers.AssertReadable(Encoding.UTF8.GetBytes(document), Answer(document));

    private static string Answer(string line) => Assert.Single(EvalAnswers.ToAsync([Encoding.UTF8.GetBytes(line)]).GetAwaiter().GetResult());

    private static string Joined(double[] numbers) => string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));

    private static double Number(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? double.Parse(element.GetString()!, CultureInfo.InvariantCulture)
        : element.GetDouble();

    // -0 and 0 are two numbers here.
    private static long Bits(double number) => BitConverter.DoubleToInt64Bits(number);

    private static bool IsShortJson(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            return value.Length < 200;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
