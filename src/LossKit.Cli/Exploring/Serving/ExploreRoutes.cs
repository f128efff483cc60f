using Microsoft.AspNetCore.Http;

namespace LossKit.Cli;

/// <summary>What the explorer's server answers, by path.</summary>
internal static class ExploreRoutes
{
    // A loss with all its options written is far shorter.
    private const int LongestText = 300;

    private static readonly string[] Paths = ["/", "/api/losses", "/api/curves", "/api/fit", "/api/landscape", ExplorePage.SurfacesPath];

    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The answer; a mistake in the request is one too.</returns>
    public static async Task<ExploreAnswer> AnswerAsync(HttpRequest request)
    {
        try
        {
            return (request.Method.ToUpperInvariant(), request.Path.Value) switch
            {
                ("GET" or "HEAD", "/") => ExplorePage.Answer,
                ("GET", "/api/losses") => CatalogueAnswer.Make(),
                ("GET", "/api/curves") => CurvesAnswer.Make(LossesOf(request.Query)),
                ("POST", "/api/fit") => FitAnswer.Make(await FitRequest.ReadAsync(request.Body, request.HttpContext.RequestAborted)),
                ("GET", "/api/landscape") => LandscapeAnswer.Make(LandscapeRequest.Read(request.Query)),
                ("GET", ExplorePage.SurfacesPath) => ExplorePage.Surfaces,
                (_, { } path) when Paths.Contains(path, StringComparer.Ordinal) => ExploreAnswer.Refusal(
                    StatusCodes.Status405MethodNotAllowed,
                    $"{path} is not asked by {request.Method}: send {(path == "/api/fit" ? "POST" : "GET")}."),
                _ => ExploreAnswer.Refusal(
                    StatusCodes.Status404NotFound, $"There is nothing at this path; there is {string.Join(", ", Paths)}."),
            };
        }
        catch (Exception exception) when (exception is UsageException or LossException)
        {
            return ExploreAnswer.Refusal(StatusCodes.Status400BadRequest, exception.Message);
        }
        catch (BadHttpRequestException exception)
        {
            return ExploreAnswer.Refusal(exception.StatusCode, exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The page shows the sentence and lives on; a stack trace would help nobody there.
            return ExploreAnswer.Refusal(StatusCodes.Status500InternalServerError, FaultSentence.Of(exception));
        }
    }

    /// <summary>Checks the losses of a request before they are read.</summary>
    /// <param name="losses">The losses as they are written.</param>
    /// <returns>The losses.</returns>
    /// <exception cref="UsageException">There is none, there are too many, or one is too long.</exception>
    public static IReadOnlyList<string> Checked(IReadOnlyList<string> losses) => losses switch
    {
        [] => throw new UsageException("loss is missing: name at least one loss, such as loss=huber:delta=0.5."),
        { Count: > CurveOverlay.MostLosses } => throw new UsageException(
            $"{losses.Count} losses are too many for one picture: name at most {CurveOverlay.MostLosses}."),
        _ when losses.Any(loss => loss.Length > LongestText) => throw new UsageException(
            $"loss is too long: write at most {LongestText} letters."),
        _ => losses,
    };

    private static IReadOnlyList<string> LossesOf(IQueryCollection query) =>
        Checked([.. query["loss"].Select(loss => loss ?? string.Empty)]);
}
