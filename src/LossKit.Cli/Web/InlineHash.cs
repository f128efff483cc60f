using System.Security.Cryptography;
using System.Text;

namespace LossKit.Cli;

/// <summary>How a Content-Security-Policy names a script or style that stands in the page.</summary>
internal static class InlineHash
{
    /// <summary>Gives the source expression of a text.</summary>
    /// <param name="text">The whole content of the element.</param>
    /// <returns>The expression, in its quotes.</returns>
    public static string Of(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
