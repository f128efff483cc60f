using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>
/// Static pages of curves: a comparison, or a loss with a control for each option that changes its picture, whose places were computed
/// beforehand.
/// </summary>
internal static class CurvePages
{
    /// <summary>Gives the name of a loss's page.</summary>
    /// <param name="card">The loss's card.</param>
    /// <returns>The file.</returns>
    public static string FileOf(LossCard card) => $"{card.Id}.html";

    /// <summary>Makes the page of a comparison.</summary>
    /// <param name="preset">The comparison.</param>
    /// <returns>The page.</returns>
    public static StaticPage Of(CurvePreset preset) =>
        new($"compare-{preset.Id}.html", preset.Title, Body(CurveOverlay.Of(preset.Losses), string.Empty), "{}");

    /// <summary>Makes the page of a loss.</summary>
    /// <param name="card">The loss's card.</param>
    /// <returns>The page.</returns>
    public static StaticPage Of(LossCard card)
    {
        var states = OptionStates.Of(card);
        var controls = new StringBuilder();
        foreach (var option in states.Options)
        {
            WriteControl(controls, option);
        }

        controls.Append($"<p class=\"legend\">{HtmlText.Escape(Limits(card, states))}</p>\n")
            .Append("<p id=\"message\" class=\"notice\" role=\"status\"></p>\n");
        var data = states.Options.Count == 0
            ? "{}"
            : $"{{\"packed\":\"{Packed(ExploreAnswer.Json(writer => Write(writer, states)).Body)}\"}}";
        return new(FileOf(card), card.Title, Body(CurveOverlay.Of([card.Id]), controls.ToString()), data);
    }

    private static string Body(CurveOverlay overlay, string controls) =>
        controls + PagePictures.Figure(overlay, overlay.Quantities(CurveDetail.Derivatives)) + PagePictures.Formulas(overlay.Cards);

    // The script wakes the controls up when it has unpacked what they show.
    private static void WriteControl(StringBuilder controls, OptionPlaces places)
    {
        var option = places.Option;
        var id = $"option-{option.Name}";
        controls.Append($"<div class=\"option\"><label for=\"{id}\">{option.Name}</label><div class=\"inputs\">");
        if (option.Kind is OptionKind.Choice or OptionKind.Boolean)
        {
            controls.Append($"<select id=\"{id}\" aria-describedby=\"{id}-hint\" disabled>");
            foreach (var (index, text) in places.Texts.Index())
            {
                var selected = index == places.Start ? " selected" : string.Empty;
                controls.Append(CultureInfo.InvariantCulture, $"<option value=\"{index}\"{selected}>{HtmlText.Escape(text)}</option>");
            }

            controls.Append("</select>");
        }
        else
        {
            controls.Append(CultureInfo.InvariantCulture, $"<input type=\"range\" id=\"{id}\" min=\"0\" max=\"{places.Texts.Count - 1}\" ")
                .Append(CultureInfo.InvariantCulture, $"value=\"{places.Start}\" aria-describedby=\"{id}-hint\" disabled>")
                .Append($"<output for=\"{id}\">{places.Texts[places.Start]}</output>");
        }

        controls.Append($"</div><p class=\"hint\" id=\"{id}-hint\">{HtmlText.Escape(option.Meaning)}</p></div>\n");
    }

    private static string Limits(LossCard card, OptionStates states)
    {
        var joint = states.Joint.Select(index => states.Options[index].Option.Name).ToArray();
        var alone = states.Options.Select(places => places.Option.Name).Except(joint, StringComparer.Ordinal).ToArray();
        var sentences = new List<string>();
        if (joint.Length > 1)
        {
            sentences.Add($"{string.Join(", ", joint)} can be combined.");
        }

        if (alone.Length > 0)
        {
            var verb = alone.Length == 1 ? "moves" : "move";
            sentences.Add($"{string.Join(", ", alone)} {verb} alone; the others are at their defaults meanwhile.");
        }

        if (states.Options.Count > 0)
        {
            sentences.Add("What is shown was computed beforehand.");
        }

        var numbers = card.Options.Count > 0 ? "any number and " : string.Empty;
        var more = states.Still.Count > 0
            ? $"the options without a control here ({string.Join(", ", states.Still)})"
            : "losses laid over each other";
        sentences.Add($"Only losskit explore, which computes live, has {numbers}{more}.");
        return string.Join(' ', sentences);
    }

    // The pictures of a page are alike: packed they take a tenth of the room.
    private static string Packed(byte[] json)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(json);
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, OptionStates states)
    {
        writer.WriteStartArray("options");
        foreach (var option in states.Options)
        {
            writer.WriteStartObject();
            writer.WriteString("name", option.Option.Name);
            JsonWords.Write(writer, "places", option.Texts);
            writer.WriteNumber("start", option.Start);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("joint");
        WriteNumbers(writer, "options", states.Joint);
        WriteNumbers(writer, "states", states.JointStates);
        writer.WriteEndObject();
        writer.WriteStartObject("alone");
        foreach (var (index, option) in states.Options.Index().Where(option => !states.Joint.Contains(option.Index)))
        {
            WriteNumbers(writer, index.ToString(CultureInfo.InvariantCulture), states.AloneStates(option));
        }

        writer.WriteEndObject();
        writer.WriteStartArray("states");
        foreach (var state in states.States)
        {
            WriteState(writer, state);
        }

        writer.WriteEndArray();
    }

    private static void WriteState(Utf8JsonWriter writer, OptionState state)
    {
        writer.WriteStartObject();
        if (state.Error is { } error)
        {
            writer.WriteString("error", error);
        }
        else
        {
            JsonWords.Write(writer, "names", state.Names);
            JsonWords.Write(writer, "pictures", state.Pictures);
        }

        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IEnumerable<int> numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }
}
