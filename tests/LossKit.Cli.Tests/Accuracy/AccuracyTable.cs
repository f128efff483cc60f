using System.Globalization;
using System.Text;

namespace LossKit.Tests;

/// <summary>The tables of docs/accuracy.md.</summary>
internal static class AccuracyTable
{
    private static readonly string[] Parts = ["value", "gradient", "Hessian"];
    private static readonly string[] MeasureOrder = ["result", "terms", "rules", "array"];

    /// <summary>Gives a table with a row for each loss, or for each loss and what is hard about its inputs.</summary>
    /// <param name="cases">The cases with their errors.</param>
    /// <param name="theirs">PyTorch's errors.</param>
    /// <returns>The Markdown.</returns>
    public static string Write(IEnumerable<(AccuracyCase Case, ResultErrors Errors)> cases, PyTorchErrors theirs)
    {
        var page = new StringBuilder("| loss | measured of |");
        foreach (var type in new[] { "float32", "float64" })
        {
            page.Append(string.Concat(Parts.Select(part => $" {type} {part} |")));
        }

        page.Append('\n').Append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var row in cases.GroupBy(item => (item.Case.Loss, item.Case.Hard)))
        {
            var what = row.Key.Hard is null ? string.Empty : $": {row.Key.Hard}";
            page.Append($"| [`{row.Key.Loss}`](losses/{row.Key.Loss}.md){what} | {MeasuresOf(row.Select(item => item.Case))} |");
            page.Append(Cells(row, Precision.Single, theirs)).Append(Cells(row, Precision.Double, theirs)).Append('\n');
        }

        return page.ToString();
    }

    private static string MeasuresOf(IEnumerable<AccuracyCase> cases)
    {
        var all = cases.Select(@case => @case.Measures).ToArray();
        var parts = Enumerable.Range(0, all.Max(measures => measures.Count))
            .Select(i => all.Where(measures => i < measures.Count).Select(measures => measures[i]).ToHashSet(StringComparer.Ordinal))
            .Select(found => string.Join(" or ", MeasureOrder.Where(found.Contains)))
            .ToArray();
        return parts.Distinct(StringComparer.Ordinal).Count() == 1 ? parts[0] : string.Join(", ", parts);
    }

    private static string Cells(IEnumerable<(AccuracyCase Case, ResultErrors Errors)> row, Precision precision, PyTorchErrors theirs)
    {
        var cases = row.Where(item => item.Case.Precision == precision).ToArray();
        var ours = ResultErrors.Largest(cases.Select(item => item.Errors));
        var other = ResultErrors.Largest(cases.Select(item => theirs.Of(item.Case)));
        return string.Concat(
            ours.Parts().Zip(other.Parts()).Select(pair => pair.First is null ? " |" : $" {Text(pair.First)} / {Text(pair.Second)} |"));
    }

    /// <summary>Rounds up: to a tenth, or from a hundred on to two digits.</summary>
    private static string Text(double? error)
    {
        if (error is not { } number)
        {
            return "–";
        }

        if (double.IsInfinity(number))
        {
            return "∞";
        }

        if (number < 100)
        {
            return (Math.Ceiling(number * 10) / 10).ToString("0.#", CultureInfo.InvariantCulture);
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(number)) - 1);
        return (Math.Ceiling(number / unit) * unit).ToString(number < 10_000 ? "0" : "0.#e0", CultureInfo.InvariantCulture);
    }
}
