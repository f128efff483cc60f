using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using LossKit;
using LossKit.Benchmarks;

// Prepares the rows, the first weights and an order of the rows for each epoch in a folder that run.py reads too; then answers each
// line of input with one epoch: its seconds by the clock and of the processor, and its mean loss.
if (args.Length is not (2 or 4))
{
    Console.Error.WriteLine("usage: LossKit.Epoch FOLDER EPOCHS [TABLE TARGET]");
    return 2;
}

ComputeThreads.Count = 1;
string folder = args[0];
int epochs = int.Parse(args[1], CultureInfo.InvariantCulture);
TrainingTable table = args.Length == 4 ? TrainingTable.Read(args[2], args[3]) : TrainingTable.Synthetic();
var training = new Training(table);
table.Save(folder);
training.Save(Path.Combine(folder, "weights.safetensors"));

int[] order = [.. Enumerable.Range(0, table.RowCount)];
var orders = new int[epochs][];
var random = new SeededRandom(3);
using (FileStream file = File.Create(Path.Combine(folder, "orders.i32")))
{
    for (int epoch = 0; epoch < epochs; epoch++)
    {
        random.Shuffle(order);
        orders[epoch] = [.. order];
        file.Write(MemoryMarshal.AsBytes<int>(order));
    }
}

Console.WriteLine($"{RuntimeInformation.FrameworkDescription}; {table.RowCount} {table.FeatureCount}");
for (int epoch = 0; epoch < epochs && Console.ReadLine() is not null; epoch++)
{
    long start = Stopwatch.GetTimestamp();
    TimeSpan used = Environment.CpuUsage.TotalTime;
    double loss = training.RunEpoch(orders[epoch]);
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    used = Environment.CpuUsage.TotalTime - used;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:R} {used.TotalSeconds:R} {loss:R}"));
}

return 0;
