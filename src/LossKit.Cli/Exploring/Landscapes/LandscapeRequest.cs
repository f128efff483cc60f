using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LossKit.Cli;

/// <summary>What a landscape can be of.</summary>
internal enum LandscapeSubject
{
    /// <summary>The Rosenbrock function.</summary>
    Rosenbrock,

    /// <summary>A small network around its minimum.</summary>
    Network,
}

/// <summary>Which landscape is asked for.</summary>
/// <param name="Subject">What it is of.</param>
/// <param name="Loss">The loss that the network is trained with.</param>
/// <param name="Seed">What its weights, noise and directions are drawn from.</param>
internal sealed record LandscapeRequest(LandscapeSubject Subject, string Loss, ulong Seed)
{
    /// <summary>Reads a request: <c>subject=network&amp;loss=huber&amp;seed=3</c>.</summary>
    /// <param name="query">The query; the loss is mse and the seed 1 where it has none.</param>
    /// <returns>The request.</returns>
    /// <exception cref="UsageException">A value is none that there is.</exception>
    public static LandscapeRequest Read(IQueryCollection query)
    {
        var seed = query["seed"].ToString();
        ulong number = 1;
        return seed.Length == 0 || ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            ? new(
                Words.Parse<LandscapeSubject>("subject", query["subject"].ToString()),
                query["loss"] is [{ Length: > 0 } loss] ? ExploreRoutes.Checked([loss])[0] : "mse",
                number)
            : throw new UsageException($"seed is '{seed}', but must be a whole number from 0.");
    }

    /// <summary>Draws the landscape.</summary>
    /// <returns>The landscape.</returns>
    /// <exception cref="UsageException">The loss trains no such network, or has no finite value around where training ended.</exception>
    /// <exception cref="LossException">The loss or an option is unknown, or a value lies outside its domain.</exception>
    public Landscape Draw()
    {
        var landscape = Subject == LandscapeSubject.Rosenbrock ? Rosenbrock.Draw() : NetworkLandscape.Draw(Loss, Seed);
        return landscape.Heights.Any(row => row.Any(double.IsFinite))
            ? landscape
            : throw new UsageException($"{Loss} has no finite value around where training ended: choose other options.");
    }
}
