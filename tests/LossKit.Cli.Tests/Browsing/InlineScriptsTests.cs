using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LossKit.Cli;

namespace LossKit.Tests;

public sealed class InlineScriptsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    [Fact]
    public void Nothing_in_a_script_or_its_data_ends_its_element()
    {
        const string Hostile = "</script><img src=x onerror=alert(1)><!--<script>\u2028\u2029";
        var json = JsonSerializer.Serialize(new[] { Hostile }).Replace("\\u003C", "<", StringComparison.Ordinal);
        var scripts = InlineScripts.Of($"const text = '{Hostile}';\r\nconst other = '</SCRIPT >';").WithData("data", json);

        var markup = scripts.Markup;

        Assert.Equal(2, Regex.Count(markup, "</script", RegexOptions.IgnoreCase, Patience));
        Assert.DoesNotContain("<!--", markup, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', markup);
        Assert.DoesNotContain('\u2028', markup);
        Assert.DoesNotContain('\u2029', markup);
    }

    [Fact]
    public void Data_means_the_same_afterwards()
    {
        const string Text = "a < b, </script>, <!-- and \u2028\u2029 \" \\ é 🙂";
        var json = $"[{JsonSerializer.Serialize(Text)}, 1.5, null]";

        using var data = JsonDocument.Parse(InlineScripts.SafeData(json));

        Assert.Equal(Text, data.RootElement[0].GetString());
    }

    [Fact]
    public void The_policy_names_each_script_as_it_stands_in_the_page()
    {
        var scripts = InlineScripts.Of("one('</script>');", "two();\r\n");

        const RegexOptions Options = RegexOptions.Singleline | RegexOptions.ExplicitCapture;
        var contents = Regex.Matches(scripts.Markup, "<script>(?<script>.*?)</script>", Options, Patience)
            .Select(match => match.Groups["script"].Value);

        Assert.Equal(
            contents.Select(script => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'"),
            scripts.Sources.Split(' '));
        Assert.Equal(2, scripts.Sources.Split(' ').Length);
        Assert.Equal("'none'", InlineScripts.None.Sources);
    }

    [Theory]
    [InlineData("Still", "img-src data:; base-uri 'none'; form-action 'none'", false)]
    [InlineData("Charts", "img-src data: blob:; base-uri 'none'; form-action 'none'", false)]
    [InlineData("Served", "img-src data:; base-uri 'none'; form-action 'none'; connect-src 'self'; frame-ancestors 'none'", true)]
    public void A_page_may_do_no_more_than_it_needs(string kind, string end, bool isServed)
    {
        var page = new HtmlPage { Title = "<t>", Body = "<h1>b</h1>", Styles = ["p { margin: 0; }"], Kind = Enum.Parse<PageKind>(kind) };

        var written = page.Write();

        var own = isServed ? "'self' " : string.Empty;
        Assert.StartsWith($"default-src 'none'; script-src {own}'none'; style-src 'sha256-", page.Policy, StringComparison.Ordinal);
        Assert.EndsWith(end, page.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", page.Policy, StringComparison.Ordinal);
        Assert.Equal(!isServed, written.Contains("Content-Security-Policy", StringComparison.Ordinal));
        Assert.Contains("<title>&lt;t&gt;</title>", written, StringComparison.Ordinal);
    }
}
