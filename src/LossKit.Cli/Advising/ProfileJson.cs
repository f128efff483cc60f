using System.Text.Json;

namespace LossKit.Cli;

/// <summary>What was measured on a table, for programs: the properties of <see cref="TableProfile"/> in kebab-case.</summary>
internal static class ProfileJson
{
    /// <summary>Writes it under the key <c>table</c>.</summary>
    /// <param name="writer">Where the JSON goes.</param>
    /// <param name="table">The profile, or null.</param>
    public static void Write(Utf8JsonWriter writer, TableProfile? table)
    {
        if (table is null)
        {
            writer.WriteNull("table");
            return;
        }

        writer.WriteStartObject("table");
        writer.WriteString("target", table.TargetName);
        writer.WriteString("task-reason", table.TaskReason);
        writer.WriteNumber("rows", table.Rows);
        WriteNumbers(writer, ("missing-share", table.MissingShare));
        writer.WriteStartArray("notes");
        foreach (var note in table.Notes) writer.WriteStringValue(note);
        writer.WriteEndArray();
        WritePart(writer, "numbers", table.Numbers, Write);
        WritePart(writer, "errors", table.Errors, Write);
        WritePart(writer, "classes", table.Classes, Write);
        WritePart(writer, "noise", table.Noise, Write);
        WritePart(writer, "labels", table.LabelSets, Write);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, NumberProfile numbers) => WriteNumbers(
        writer,
        ("minimum", numbers.Distribution.Minimum),
        ("median", numbers.Distribution.Median),
        ("maximum", numbers.Distribution.Maximum),
        ("mean", numbers.Distribution.Mean),
        ("standard-deviation", numbers.Distribution.StandardDeviation),
        ("skewness", numbers.Distribution.Skewness),
        ("excess-kurtosis", numbers.Distribution.ExcessKurtosis),
        ("tail-share", numbers.TailShare),
        ("zero-share", numbers.ZeroShare),
        ("negative-share", numbers.NegativeShare),
        ("whole-share", numbers.WholeShare),
        ("smallest-tenth", numbers.SmallestTenth),
        ("near-bounds-share", numbers.NearBoundsShare),
        ("orders-of-magnitude", numbers.OrdersOfMagnitude),
        ("variance-to-mean", numbers.VarianceToMean));

    private static void Write(Utf8JsonWriter writer, ErrorProfile errors)
    {
        writer.WriteNumber("rows", errors.Rows);
        writer.WriteNumber("far-rows", errors.FarRows);
        WriteNumbers(
            writer,
            ("explained", errors.Explained),
            ("bent-share", errors.BentShare),
            ("relative-deviation", errors.RelativeDeviation),
            ("skewness", errors.Noise.Skewness),
            ("excess-kurtosis", errors.Noise.ExcessKurtosis),
            ("far-share", errors.FarShare),
            ("gross-share", errors.GrossShare),
            ("growth-with-size", errors.GrowthWithSize),
            ("size-predictability", errors.SizePredictability),
            ("logarithm-gain", errors.LogarithmGain),
            ("variance-to-mean", errors.VarianceToMean),
            ("dispersion", errors.Dispersion));
    }

    private static void Write(Utf8JsonWriter writer, ClassProfile classes)
    {
        WriteCounts(writer, "counts", classes.Names, classes.Counts);
        WriteNumbers(writer, ("imbalance-ratio", classes.ImbalanceRatio), ("ratio-by-chance", classes.RatioByChance));
    }

    private static void Write(Utf8JsonWriter writer, LabelNoise noise)
    {
        writer.WriteNumber("equal-rows", noise.EqualRows);
        writer.WriteNumber("judged-rows", noise.JudgedRows);
        writer.WriteNumber("sure-rows", noise.SureRows);
        writer.WriteNumber("wrong-rows", noise.WrongRows);
        WriteNumbers(
            writer,
            ("equal-apart", noise.EqualApart),
            ("equal-by-chance", noise.EqualByChance),
            ("error", noise.Error),
            ("error-of-largest", noise.ErrorOfLargest),
            ("sure-error", noise.SureError),
            ("wrong-share", noise.WrongShare),
            ("evidence", noise.Evidence),
            ("next-door", noise.NextDoor),
            ("next-door-by-chance", noise.NextDoorByChance));
    }

    private static void Write(Utf8JsonWriter writer, LabelSetProfile labels)
    {
        WriteCounts(writer, "counts", labels.Names, labels.Counts);
        WriteNumbers(
            writer,
            ("labels-per-row", labels.LabelsPerRow),
            ("positive-share", labels.PositiveShare),
            ("rarest-share", labels.RarestShare),
            ("one-label-share", labels.OneLabelShare));
    }

    private static void WritePart<TPart>(Utf8JsonWriter writer, string key, TPart? part, Action<Utf8JsonWriter, TPart> writeMembers)
        where TPart : class
    {
        if (part is null)
        {
            return;
        }

        writer.WriteStartObject(key);
        writeMembers(writer, part);
        writer.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter writer, string key, IReadOnlyList<string> names, IReadOnlyList<int> counts)
    {
        writer.WriteStartObject(key);
        foreach (var (name, count) in names.Zip(counts))
        {
            writer.WriteNumber(name, count);
        }

        writer.WriteEndObject();
    }

    // JSON has no NaN: what could not be measured is null.
    private static void WriteNumbers(Utf8JsonWriter writer, params ReadOnlySpan<(string Key, double Value)> numbers)
    {
        foreach (var (key, value) in numbers)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumber(key, value);
            }
            else
            {
                writer.WriteNull(key);
            }
        }
    }
}
