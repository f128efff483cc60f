using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace LossKit.Benchmarks;

/// <summary>Epochs of training, each in an order of the rows that the other side sees too.</summary>
internal sealed class EpochWork : IWork
{
    private readonly Training _training;
    private readonly int[] _orders;
    private readonly int _rows;
    private int _epoch;

    private EpochWork(Training training, int[] orders, int rows) => (_training, _orders, _rows) = (training, orders, rows);

    /// <inheritdoc/>
    public long Bytes => 0;

    /// <inheritdoc/>
    public double Value { get; private set; }

    /// <summary>Makes a model, saves its first weights for the other side, and reads the orders.</summary>
    /// <param name="request">The request.</param>
    /// <param name="table">The rows to train on.</param>
    public static EpochWork Read(JsonElement request, TrainingTable table)
    {
        string folder = request.GetProperty("folder").GetString()!;
        var training = new Training(table, request.GetProperty("batch").GetInt32());
        training.Save(Path.Combine(folder, "weights.safetensors"));
        int[] orders = MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(Path.Combine(folder, "orders.i32"))).ToArray();
        return new(training, orders, table.RowCount);
    }

    /// <inheritdoc/>
    public double Check(out double[] sums)
    {
        Run(1);
        sums = [];
        return Value;
    }

    /// <inheritdoc/>
    public double Run(int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            int first = _epoch++ * _rows % _orders.Length;
            Value = _training.RunEpoch(_orders.AsSpan(first, _rows));
        }

        return ITimedWork.Seconds(start, Stopwatch.GetTimestamp());
    }
}
