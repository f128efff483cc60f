using System.ComponentModel;
using System.Diagnostics;

namespace LossKit.Cli;

/// <summary>What happens when the explorer answers.</summary>
internal enum AfterStart
{
    /// <summary>Nothing: whoever reads the address opens it.</summary>
    Wait,

    /// <summary>The page is opened in the browser.</summary>
    OpenBrowser,
}

/// <summary>Opens pages in the user's browser.</summary>
internal static class Browser
{
    /// <summary>Opens a page; a machine without a browser is told so, and can still open the address elsewhere.</summary>
    /// <param name="address">The page.</param>
    public static void Open(Uri address)
    {
        try
        {
            using var opened = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
                ? Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true })
                : Process.Start(new ProcessStartInfo("xdg-open", [address.AbsoluteUri])
                {
                    UseShellExecute = false,
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                });
        }
        catch (Exception exception) when (exception is Win32Exception or FileNotFoundException)
        {
            Console.Error.WriteLine($"losskit: no browser could be opened ({exception.Message}): open {address} yourself.");
        }
    }
}
