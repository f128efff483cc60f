namespace LossKit.Cli;

/// <summary>What the process says to whoever started it.</summary>
internal enum ExitCode
{
    /// <summary>Everything was done.</summary>
    Done = 0,

    /// <summary>The run went to its end, but part of it could not be done, or the doctor found something; the output says which.</summary>
    Partly = 1,

    /// <summary>What was asked cannot be done as written; a sentence on standard error says what to write instead.</summary>
    BadInput = 2,

    /// <summary>losskit itself failed.</summary>
    Fault = 3,

    /// <summary>Stopped by Ctrl+C: 128 + the number of SIGINT, as shells count.</summary>
    Interrupted = 130,

    /// <summary>Stopped by a request to terminate: 128 + the number of SIGTERM.</summary>
    Terminated = 143,
}
