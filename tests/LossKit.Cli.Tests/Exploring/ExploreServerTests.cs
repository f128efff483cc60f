using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LossKit.Cli;

namespace LossKit.Tests;

public sealed partial class ExploreServerTests : IAsyncLifetime
{
    private const int TimeoutMilliseconds = 1000;
    private HttpClient? _connection;
    private ExploreServer? _server;

    private HttpClient Client => _connection!;

    public static TheoryData<string> Ids => [.. LossCatalog.All.Select(entry => entry.Card.Id)];

    public async Task InitializeAsync()
    {
        _server = await ExploreServer.StartAsync(0, CancellationToken.None);
        _connection = ClientOf(_server.Address);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _server!.DisposeAsync();
    }

    [Fact]
    public async Task The_page_asks_nobody_else_and_says_so()
    {
        using var response = await Client.GetAsync(new Uri("/", UriKind.Relative));
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self' 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.All(Elsewhere().Matches(page), match => Assert.Equal("http://www.w3.org/2000/svg", match.Value));
        Assert.Empty(Handlers().Matches(page));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_loss_is_drawn(string id)
    {
        using var answer = await JsonAsync($"/api/curves?loss={id}");

        var pictures = answer.RootElement.GetProperty("pictures").EnumerateArray().ToArray();
        var overlay = CurveOverlay.Of([id]);
        Assert.Equal(SvgOverlay.Part(overlay, CurveQuantity.Value, 0), pictures[0].GetString());
        Assert.Equal(SvgOverlay.Part(overlay, CurveQuantity.Gradient, 1), pictures[1].GetString());
        Assert.Equal(overlay.Names, answer.RootElement.GetProperty("names").EnumerateArray().Select(name => name.GetString()!));
    }

    [Fact]
    public async Task The_catalogue_has_all_losses_with_sliders_and_the_comparisons()
    {
        using var answer = await JsonAsync("/api/losses");

        var losses = answer.RootElement.GetProperty("losses").EnumerateArray().ToDictionary(loss => loss.GetProperty("id").GetString()!);
        Assert.Equal(LossCatalog.All.Count, losses.Count);
        var delta = losses["huber"].GetProperty("options")[0];
        Assert.Equal(("delta", "logarithmic"), (delta.GetProperty("name").GetString(), delta.GetProperty("scale").GetString()));
        Assert.Equal(1, delta.GetProperty("start").GetDouble());
        Assert.Equal(losses["mse"].GetProperty("path").GetInt32(), losses["huber"].GetProperty("path").GetInt32());
        Assert.NotEqual(losses["mse"].GetProperty("path").GetInt32(), losses["hinge"].GetProperty("path").GetInt32());
        Assert.Contains(
            answer.RootElement.GetProperty("presets").EnumerateArray(),
            preset => preset.GetProperty("title").GetString() == "Focal γ = 0, 1, 2, 5");
    }

    [Fact]
    public async Task Lines_are_fitted_to_the_points_that_are_sent()
    {
        using var content = Body("""{"points": [[0, 1], [1, 2], [2, 3], [3, 9]], "losses": ["mse"]}""");
        using var response = await Client.PostAsync(new Uri("/api/fit", UriKind.Relative), content);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        // Least squares by hand: mean x 1.5, mean y 3.75, Σ(x − 1.5)(y − 3.75) = 12.5, Σ(x − 1.5)² = 5.
        var line = answer.RootElement.GetProperty("lines")[0];
        Assert.Equal(2.5, line.GetProperty("slope").GetDouble(), 1e-9);
        Assert.Equal(0, line.GetProperty("intercept").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task A_landscape_has_heights_and_contours()
    {
        using var answer = await JsonAsync("/api/landscape?subject=rosenbrock");

        Assert.Equal(101, answer.RootElement.GetProperty("heights").GetArrayLength());
        Assert.Equal(0, answer.RootElement.GetProperty("least").GetDouble(), 1e-12);
        Assert.StartsWith("<svg ", answer.RootElement.GetProperty("contours").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/curves", "", 400, "loss is missing: name at least one loss, such as loss=huber:delta=0.5.")]
    [InlineData("GET", "/api/curves?loss=hubr", "", 400, "did you mean 'huber'?")]
    [InlineData("GET", "/api/curves?loss=mse&loss=hinge", "", 400, "cannot be laid over each other")]
    [InlineData("GET", "/api/landscape", "", 400, "subject is ''")]
    [InlineData("GET", "/api/landscape?subject=network&seed=-1", "", 400, "seed is '-1', but must be a whole number from 0.")]
    [InlineData("GET", "/api/landscape?subject=network&loss=hinge", "", 400, "hinge trains no such network")]
    [InlineData("GET", "/api/fit", "", 405, "/api/fit is not asked by GET: send POST.")]
    [InlineData("DELETE", "/", "", 405, "/ is not asked by DELETE: send GET.")]
    [InlineData("GET", "/../../etc/passwd", "", 404, "There is nothing at this path")]
    [InlineData("POST", "/api/fit", "no JSON", 400, "The body must be {\"points\": [[x, y], …], ")]
    [InlineData("POST", "/api/fit", "[]", 400, "The body must be ")]
    [InlineData("POST", "/api/fit", "{\"losses\": [\"mse\"]}", 400, "points is missing")]
    [InlineData(
        "POST",
        "/api/fit",
        "{\"points\": [[0, 1]], \"losses\": [\"mse\"]}",
        400,
        "points has 1 points, but must have from 2 to 200.")]
    [InlineData(
        "POST",
        "/api/fit",
        "{\"points\": [[0, 1], [2]], \"losses\": [\"mse\"]}",
        400,
        "points[1] has 1 numbers, but must have two: [x, y].")]
    [InlineData(
        "POST",
        "/api/fit",
        "{\"points\": [[0, 1], [2, 1e9]], \"losses\": [\"mse\"]}",
        400,
        "points[1] has 1000000000, but must lie within ±1000000.")]
    [InlineData("POST", "/api/fit", "{\"points\": [[0, 1], [2, \"1\"]], \"losses\": [\"mse\"]}", 400, "The body must be ")]
    [InlineData("POST", "/api/fit", "{\"points\": [[0, 1], [2, 1]], \"losses\": []}", 400, "loss is missing")]
    [InlineData("POST", "/api/fit", "{\"points\": [[0, 1], [2, 1]], \"losses\": [\"hinge\"]}", 400, "hinge fits no line")]
    [InlineData(
        "POST",
        "/api/fit",
        "{\"points\": [[0, 1], [2, 1]], \"losses\": [\"mse:reduction=none\"]}",
        400,
        "mse:reduction=none fits no line")]
    public async Task A_bad_request_is_told_in_a_sentence(string method, string path, string body, int status, string sentence)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));
        if (body.Length > 0)
        {
            request.Content = Body(body);
        }

        using var response = await Client.SendAsync(request);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(sentence, answer.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_is_refused()
    {
        var many = string.Join('&', Enumerable.Range(1, 13).Select(number => $"loss=huber:delta={number}"));
        using var tooMany = await Client.GetAsync(new Uri($"/api/curves?{many}", UriKind.Relative));
        using var tooLong = await Client.GetAsync(new Uri($"/api/curves?loss={new string('m', 400)}", UriKind.Relative));
        using var body = Body(new string(' ', 70_000));
        using var tooLarge = await Client.PostAsync(new Uri("/api/fit", UriKind.Relative), body);

        Assert.Equal((400, 400, 413), ((int)tooMany.StatusCode, (int)tooLong.StatusCode, (int)tooLarge.StatusCode));
    }

    [Theory]
    [InlineData("evil.example", null)]
    [InlineData("evil.example:80", null)]
    [InlineData("127.0.0.1:1", null)]
    [InlineData(null, "http://evil.example")]
    [InlineData(null, "https://127.0.0.1")]
    [InlineData(null, "null")]
    [InlineData(null, null, "cross-site", "no-cors")]
    [InlineData(null, null, "same-site", "cors")]
    [InlineData(null, null, "cross-site", "navigate", "/api/losses")]
    public async Task A_stranger_is_not_answered(string? host, string? origin, string? site = null, string? mode = null, string path = "/")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Host = host;
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
            request.Headers.Add("Sec-Fetch-Mode", mode);
        }

        using var response = await Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain("<html", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_names_are_answered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/losses", UriKind.Relative));
        request.Headers.Host = $"localhost:{_server!.Address.Port}";
        request.Headers.Add("Origin", _server.Address.GetLeftPart(UriPartial.Authority));

        using var response = await Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    // A link in a mail or on a page may lead to the explorer: it shows its page, and whoever linked it learns nothing.
    [Fact]
    public async Task A_link_from_elsewhere_opens_the_page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");

        using var response = await Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }

    // Whatever a query holds, the answer is JSON with a sentence, and none of losskit's insides.
    [Theory]
    [InlineData("/api/curves?")]
    [InlineData("/api/curves?loss")]
    [InlineData("/api/curves?loss=&loss=")]
    [InlineData("/api/curves?loss=%FF%FE%00")]
    [InlineData("/api/curves?loss=%ZZ")]
    [InlineData("/api/curves?loss=huber:")]
    [InlineData("/api/curves?loss=huber:delta")]
    [InlineData("/api/curves?loss=huber:delta=")]
    [InlineData("/api/curves?loss=:::===")]
    [InlineData("/api/curves?loss=1e999*mse")]
    [InlineData("/api/curves?loss=%2B")]
    [InlineData("/api/curves?loss=quantile:quantiles=0.1/2")]
    [InlineData("/api/curves?loss=quantile:quantiles=a/b")]
    [InlineData("/api/curves?loss=quantile:quantiles=/")]
    [InlineData("/api/landscape?subject=network&seed=99999999999999999999999")]
    [InlineData("/api/landscape?subject=network&seed=1.5")]
    [InlineData("/api/landscape?subject=network&seed=NaN")]
    [InlineData("/api/landscape?subject=rosenbrock&subject=network")]
    [InlineData("/api/landscape?subject=network&loss=mse&loss=mae&seed=%20")]
    [InlineData("/api/landscape?subject=network&loss=ctc")]
    public async Task A_malformed_query_gets_a_sentence_and_no_stack_trace(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        using var answer = JsonDocument.Parse(text);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(answer.RootElement.GetProperty("error").GetString()!.Length > 10);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_loopback_address_listens()
    {
        Assert.Equal("127.0.0.1", _server!.Address.Host);
        foreach (var address in (await Dns.GetHostAddressesAsync(Dns.GetHostName())).Where(address => !IPAddress.IsLoopback(address)))
        {
            using var client = new TcpClient(address.AddressFamily);
            await Assert.ThrowsAnyAsync<SocketException>(() => client.ConnectAsync(address, _server.Address.Port));
        }
    }

    [Fact]
    public async Task The_command_prints_its_address_and_ends_with_Ctrl_C()
    {
        using var losskit = Run.StartInterruptibleLosskit("explore");
        var line = await losskit.StandardOutput.ReadLineAsync();
        var address = Address().Match(line!).Value;
        using var response = await Client.GetAsync(new Uri(address));
        using var kill = Process.Start("kill", ["-INT", losskit.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

        var outcome = await Run.EndAsync(losskit);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        // Ctrl+C is how the explorer is closed, so it has done all that it was asked to.
        Assert.Equal((0, string.Empty), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task A_port_that_is_taken_or_none_is_named()
    {
        var port = _server!.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var taken = await Run.LosskitAsync("explore", "--port", port);
        var none = await Run.LosskitAsync("explore", "--port", "70000");

        Assert.Equal((2, 2), (taken.ExitCode, none.ExitCode));
        Assert.StartsWith($"losskit: --port is {port}, which cannot be used (", taken.Error, StringComparison.Ordinal);
        Assert.Equal("losskit: --port is 70000, but must be from 0 to 65535.", none.Error.Trim());
    }

    private static HttpClient ClientOf(Uri address) => new() { BaseAddress = address };

    private static StringContent Body(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private async Task<JsonDocument> JsonAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        return JsonDocument.Parse(text);
    }

    [GeneratedRegex("https?://[^\"'`\\s]+", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Elsewhere();

    [GeneratedRegex("<[a-z]+ [^>]*\\bon[a-z]+=", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Handlers();

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+/", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Address();
}
