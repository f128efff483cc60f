using System.Runtime.InteropServices;

namespace LossKit.Cli;

/// <summary>
/// Turns Ctrl+C and requests to terminate into a token, so that a command can put away what it has done. A second Ctrl+C
/// ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _exitCode = (int)ExitCode.Interrupted;

    /// <summary>Initializes a new instance of the <see cref="Interruption"/> class and starts listening.</summary>
    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCode.Terminated));
    }

    /// <summary>Gets the token that commands watch.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Gets the exit code that tells the signal.</summary>
    public ExitCode ExitCode => (ExitCode)Volatile.Read(ref _exitCode);

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context, ExitCode exitCode)
    {
        if (_source.IsCancellationRequested)
        {
            return;
        }

        context.Cancel = true;
        Volatile.Write(ref _exitCode, (int)exitCode);
        _source.Cancel();
    }
}
