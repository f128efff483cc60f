using LossKit.Benchmarks;

// The LossKit side of run.py: answers each line of input, a JSON request, with a line of output.
var worker = new Worker();
while (Console.ReadLine() is { } line)
{
    Console.WriteLine(worker.Answer(line));
}
