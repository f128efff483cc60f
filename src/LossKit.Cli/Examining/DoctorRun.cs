namespace LossKit.Cli;

/// <summary>Reads what shall be examined, examines it, and writes what was found.</summary>
internal static class DoctorRun
{
    /// <summary>Runs.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="output">Where findings go.</param>
    /// <returns>Whether anything was found.</returns>
    /// <exception cref="UsageException">The files cannot be used as asked.</exception>
    /// <exception cref="DataException">A table cannot be read.</exception>
    /// <exception cref="LossException">The loss does not take such inputs, or the metric is unknown.</exception>
    public static ExitCode Execute(DoctorRequest request, TextWriter output)
    {
        var examined = Patients(request).Select(patient => (patient, Findings: patient.Examine(request.Options))).ToArray();
        if (request.Format == DoctorFormat.Json)
        {
            FindingJson.Write(examined, output);
        }
        else
        {
            FindingText.Write(examined, output);
        }

        return Array.TrueForAll(examined, patient => patient.Findings.Count == 0) ? ExitCode.Done : ExitCode.Partly;
    }

    private static IReadOnlyList<Patient> Patients(DoctorRequest request)
    {
        var path = request.Files[0];
        if (Directory.Exists(path))
        {
            return request is { Files.Count: 1, Loss: null, NamesColumns: false }
                ? RunPatients.Of(path)
                : throw new UsageException(
                    $"'{path}' is the folder of a run, which knows its losses and columns: leave out --loss, --prediction, --target, "
                        + "--weight and further files.");
        }

        if (!File.Exists(path))
        {
            throw new UsageException($"There is no file or folder '{path}': check the path.");
        }

        var loss = request.Loss ?? throw new UsageException(
            "doctor needs --loss: write the loss that is meant, such as --loss bce-with-logits; `losskit list` shows all.");
        var inputs = request.Files.Count == 2 ? OfArrays(request) : IsArray(path)
            ? throw new UsageException($"'{path}' holds one array: name two .npy files, first the predictions and then the targets.")
            : TableInputs.Read(path, request, loss.Loss);
        var prediction = inputs["prediction"];
        var rows = prediction.Shape is [var first, ..] ? first : 1;
        return prediction.Values.Length > 0
            ? [Patient.Of(loss, $"{rows} {(rows == 1 ? "row" : "rows")} of {path}", inputs)]
            : throw new UsageException($"'{path}' holds no predictions: there is nothing to examine.");
    }

    private static Dictionary<string, NamedArray> OfArrays(DoctorRequest request) => request.NamesColumns
        ? throw new UsageException("Arrays have no columns to be named: leave out --prediction, --target and --weight.")
        : new(StringComparer.Ordinal) { ["prediction"] = NpyFile.Read(request.Files[0]), ["target"] = NpyFile.Read(request.Files[1]) };

    private static bool IsArray(string path) => path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);
}
