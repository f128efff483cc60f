namespace LossKit.Tests;

/// <summary>Lines for <c>losskit eval</c> and what it makes of them.</summary>
internal static class EvalLines
{
    // Deeper than the 64 levels that a line may be nested.
    private static readonly string Opened = new('[', 70);

    // A line and the whole answer to it. The values are those of (prediction − target)² and 2(prediction − target).
    public static IReadOnlyList<(string Line, string Answer)> Answered { get; } =
    [
        ("""{"loss": "mse", "inputs": {"prediction": 1, "target": 3}}""", """{"id":null,"value":4,"gradients":{"prediction":-4}}"""),
        ("""{"inputs": {"target": [[0], [0]], "prediction": [[1], [3]]}, "expect": {"value": 5}, "expect": 1, "loss": "mse", "id": [1, {"a": null}]}""",
            """{"id":[1, {"a": null}],"value":5,"gradients":{"prediction":[[1],[3]]}}"""),
        ("""{"id": "h", "loss": "mse", "want": ["hessian", "value"], "options": {"reduction": "sum"}, "inputs": {"prediction": [1, 2], "target": [0, 0]}}""",
            """{"id":"h","value":5,"hessian":{"prediction":[2,2]}}"""),
        ("""{"id": "n", "loss": "mse", "options": {"reduction": "none"}, "want": ["value"], "inputs": {"prediction": ["NaN", "-Infinity", 1e-200], "target": [0, "Infinity", 0]}}""",
            """{"id":"n","value":["NaN","Infinity",0]}"""),
        // 0.1f² is 0.010000000707805156…; its shortest text among single numbers is 0.010000001.
        ("""{"id": "s", "loss": "mse", "dtype": "float32", "inputs": {"prediction": [0.1], "target": [0]}}""",
            """{"id":"s","value":0.010000001,"gradients":{"prediction":[0.2]}}"""),
        ("""{"id": "e", "loss": "mse", "options": null, "dtype": null, "want": null, "inputs": {"prediction": [[], []], "target": [[], []]}}""",
            """{"id":"e","value":0,"gradients":{"prediction":[[],[]]}}"""),
    ];

    // A line, the code of its error, and what the message must name.
    public static IReadOnlyList<(string Line, string Code, string[] Named)> Refused { get; } =
    [
        ("""{"id": 1, "loss": "msr", "inputs": {}}""", "unknown-loss", ["'msr'", "did you mean 'mse'", "losskit list"]),
        ("""{"id": 1, "loss": "mse", "options": {"delta": 1}, "inputs": {}}""", "unknown-option", ["mse", "'delta'", "reduction"]),
        ("""{"id": 1, "loss": "mse", "options": {"reduction": "avg"}, "inputs": {}}""", "invalid-option", ["reduction is avg", "mean, sum, none"]),
        ("""{"id": 1, "loss": "mse", "options": {"reduction": {"a": 1}}, "inputs": {}}""", "invalid-option", ["an object", "mean, sum, none"]),
        ("""{"id": 1, "loss": "mse", "options": {"reduction": [1, [2]]}}""", "invalid-option", ["a list with a list at place 1"]),
        ("""{"id": 1, "loss": "rmse", "want": ["hessian"], "inputs": {"prediction": [1], "target": [0]}}""", "invalid-option", ["rmse", "value and gradients"]),
        ("""{"id": 1, "loss": "mse", "inputs": {"prediction": [1]}}""", "missing-input", ["mse", "'target'"]),
        ("""{"id": 1, "loss": "mse"}""", "missing-input", ["'prediction'"]),
        ("""{"id": 1, "loss": "mse", "inputs": {"prediction": [1], "target": [1], "targt": [1]}}""", "unknown-input", ["'targt'", "did you mean 'target'"]),
        ("""{"id": 1, "loss": "mse", "inputs": {"prediction": [1, 2], "target": [[1], [2]]}}""", "shape-mismatch", ["target", "[2,1]", "[2]"]),
        ("""{"id": 1, "loss": "bce", "inputs": {"prediction": [0.5, 1.5], "target": [0, 1]}}""", "invalid-input", ["prediction[1] is 1.5", "[0, 1]"]),
        ("""{"id": 1, "loss": "hinge", "inputs": {"prediction": [0.5, 1.5], "target": [-1, 0]}}""", "invalid-target", ["target[1] is 0", "-1 or +1"]),
        ("""{"id": 1, "loss": "cross-entropy", "inputs": {"prediction": [[1, 2, 3]], "target": [3]}}""", "invalid-target", ["target[0] is 3", "0 to 2"]),
        ("""{"id": 1, "inputs": {}}""", "malformed-request", ["no loss", "losskit list"]),
        ("""{"id": 1, "loss": 7}""", "malformed-request", ["loss is 7", "a string"]),
        ("""{"id": 1, "loss": "mse", "dtype": "float16"}""", "malformed-request", ["dtype is \"float16\"", "\"float64\" or \"float32\""]),
        ("""{"id": 1, "loss": "mse", "options": [1]}""", "malformed-request", ["options is a list", "an object"]),
        ("""{"id": 1, "loss": "mse", "inputs": 3}""", "malformed-request", ["inputs is 3", "an object"]),
        ("""{"id": 1, "loss": "mse", "want": "value"}""", "malformed-request", ["want is \"value\"", "a list"]),
        ("""{"id": 1, "loss": "mse", "want": []}""", "malformed-request", ["want is empty"]),
        ("""{"id": 1, "loss": "mse", "want": ["jacobian"]}""", "malformed-request", ["\"jacobian\"", "\"hessian\""]),
        ("""{"id": 1, "loss": "mse", "inputs": {"prediction": [[1, 2], [3]]}}""", "malformed-request", ["prediction[1] has length 1", "have length 2"]),
        ("""{"id": 1, "loss": "mse", "inputs": {"prediction": [[1, 2], 3]}}""", "malformed-request", ["prediction[1] is a number"]),
        ("""{"id": 1, "loss": "mse", "inputs": {"prediction": [1, [2]]}}""", "malformed-request", ["prediction[1] is a list"]),
        ("""{"id": 1, "loss": "mse", "inputs": {"prediction": [[1, 2], [3, null]]}}""", "malformed-request", ["prediction[1][1] is null", "\"NaN\""]),
        ("""{"id": 1, "loss": "mse", "inputs": {"prediction": ["1"]}}""", "malformed-request", ["prediction[0] is \"1\"", "a number"]),
        ("""{"id": 1, "loss": "mse", "inputs": {"prediction": {"a": 1}}}""", "malformed-request", ["prediction is an object"]),
        ("""{"id": 1, "loss": "mse", "loss": "mae"}""", "malformed-request", ["'loss' is written twice"]),
        ("""{"id": 1, "loss": "mse", "inputs": {"target": [1], "target": [1]}}""", "malformed-request", ["'target' is written twice"]),
        ("""{"id": 1, "loss": "mse", "options": {"reduction": "sum", "reduction": "sum"}}""", "malformed-request", ["'reduction' is written twice"]),
        ("""{"id": 1, "loss": "mse", "inputs": {"prediction": [NaN]}}""", "malformed-request", ["not JSON at byte 52", "\"NaN\""]),
        ("""{"id": 1, "loss": "mse"} {}""", "malformed-request", ["not JSON", "one JSON object on a line"]),
        ("""{"id": 1, "loss": "\ud800"}""", "malformed-request", ["loss is not valid Unicode"]),
        ($$"""{"id": 1, "loss": "mse", "inputs": {"prediction": {{Opened}}""", "malformed-request", ["depth of 64"]),
        ("""[1, 2]""", "malformed-request", ["The line is a list", "an object"]),
        ("""mse""", "malformed-request", ["not JSON at byte 1"]),
        ("{\"id\": \"\u0000\"}", "malformed-request", ["not JSON"]),
    ];
}
