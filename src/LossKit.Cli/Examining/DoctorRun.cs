namespace LossKit.Cli;

/// <summary>Reads what shall be examined, examines it, and writes what was found.</summary>
internal static class DoctorRun
{
    private const string Prediction = "prediction";
    private const string Target = "target";

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
        if (request.Files is [var path, ..])
        {
            if (Directory.Exists(path))
            {
                return request is { Files.Count: 1, Loss: null, NamesColumns: false, OtherInputs.Count: 0 }
                    ? RunPatients.Of(path)
                    : throw new UsageException(
                        $"'{path}' is the folder of a run, which knows its losses and columns: leave out --loss, --prediction, --target, "
                            + "--weight, --input and further files.");
            }

            if (!File.Exists(path))
            {
                throw new UsageException($"There is no file or folder '{path}': check the path.");
            }
        }
        else if (request.OtherInputs.Count == 0)
        {
            throw new UsageException("doctor needs FILE; `losskit doctor --help` has an example.");
        }

        var loss = request.Loss ?? throw new UsageException(
            "doctor needs --loss: write the loss that is meant, such as --loss bce-with-logits; `losskit list` shows all.");
        var inputs = Inputs(request, loss.Loss);
        if (loss.Loss.Card.Arguments.FirstOrDefault(input => !input.IsOptional && !inputs.ContainsKey(input.Name)) is { } missing)
        {
            throw new UsageException(
                $"{loss.Loss.Card.Id} needs {missing.Name} too ({missing.Shape}): say where it stands, as in --input {missing.Name}="
                    + $"{(request.Files.Count == 1 ? "COLUMN" : $"{missing.Name}.npy")}.");
        }

        var (name, first) = inputs.First();
        var rows = first.Shape is [var length, ..] ? length : 1;
        var subject = request.Files.Count > 0 ? request.Files[0] : request.OtherInputs[name];
        return first.Values.Length > 0
            ? [Patient.Of(loss, $"{rows} {(rows == 1 ? "row" : "rows")} of {subject}", inputs)]
            : throw new UsageException($"'{subject}' holds no {(name == Prediction ? "predictions" : name)}: there is nothing to examine.");
    }

    private static Dictionary<string, NamedArray> Inputs(DoctorRequest request, Loss loss)
    {
        string[] arguments = [.. loss.Card.Arguments.Select(input => input.Name)];
        if (request.Files.Count > 0 && !(arguments.Contains(Prediction) && arguments.Contains(Target)))
        {
            throw new UsageException(
                $"{loss.Card.Id} takes {string.Join(", ", arguments)} instead of predictions and targets: leave FILE out and name an array for "
                    + $"each, as in --input {arguments[0]}={arguments[0]}.npy.");
        }

        return request.Files switch
        {
            [] => WithArrays(new(StringComparer.Ordinal), request),
            [var prediction, var target] => WithArrays(
                new(StringComparer.Ordinal) { [Prediction] = NpyFile.Read(prediction), [Target] = NpyFile.Read(target) }, request),
            [var path, ..] => path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)
                ? throw new UsageException($"'{path}' holds one array: name two .npy files, first the predictions and then the targets.")
                : TableInputs.Read(path, request, loss),
        };
    }

    private static Dictionary<string, NamedArray> WithArrays(Dictionary<string, NamedArray> inputs, DoctorRequest request)
    {
        if (request.NamesColumns)
        {
            throw new UsageException("Arrays have no columns to be named: leave out --prediction, --target and --weight.");
        }

        return request.WithOthers(inputs, NpyFile.Read);
    }
}
