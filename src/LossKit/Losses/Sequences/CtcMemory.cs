namespace LossKit;

/// <summary>
/// The scratch memory of one sequence, in double whatever the element type: logarithms along an alignment are large, and their differences count.
/// </summary>
/// <remarks>
/// The target with a blank before, between and after its labels has 2S + 1 <em>states</em>. Rows over them are padded to whole registers with −∞, and
/// have −∞ before and behind them, so that a state's neighbours can be read everywhere.
/// </remarks>
internal readonly unsafe struct CtcMemory
{
    /// <summary>Rows of states are padded to multiples of this, the widest lane of doubles; as much lies before or behind a row.</summary>
    public const int Padding = 8;

    private readonly double* _forward;
    private readonly int _forwardRows;

    /// <summary>Initializes a new instance of the <see cref="CtcMemory"/> struct.</summary>
    /// <param name="memory">As much as <see cref="Length"/> says.</param>
    /// <param name="frames">How many frames there are.</param>
    /// <param name="labels">How many labels the target has.</param>
    /// <param name="forwardRows">How many forward rows are kept: all for a gradient, else two.</param>
    public CtcMemory(double* memory, int frames, int labels, int forwardRows)
    {
        Frames = frames;
        States = StatesOf(labels);
        Padded = PaddedStates(labels);
        _forwardRows = forwardRows;
        nint behind = Padded + Padding;
        Emissions = memory;
        _forward = Emissions + ((nint)frames * Padded);
        Skips = _forward + (forwardRows * behind);
        Backward = Skips + behind;
        Largest = Backward + behind;
        Totals = Largest + frames;
        Occupied = Totals + frames;
        new Span<double>(Skips, (int)behind).Fill(double.NegativeInfinity);
    }

    /// <summary>Gets the number of frames.</summary>
    public int Frames { get; }

    /// <summary>Gets the number of states.</summary>
    public int States { get; }

    /// <summary>Gets the length of a padded row of states.</summary>
    public int Padded { get; }

    /// <summary>Gets ln p of each state's class, a row for each frame.</summary>
    public double* Emissions { get; }

    /// <summary>Gets 0 where a state may be reached from the one before the blank before it, else −∞.</summary>
    public double* Skips { get; }

    /// <summary>Gets a row with −∞ behind it, for the way back.</summary>
    public double* Backward { get; }

    /// <summary>Gets the largest score of each frame.</summary>
    public double* Largest { get; }

    /// <summary>Gets Σ e^(z − max) of each frame.</summary>
    public double* Totals { get; }

    /// <summary>Gets a number for each class.</summary>
    public double* Occupied { get; }

    /// <summary>Gives how much memory is needed.</summary>
    /// <param name="frames">How many frames there are.</param>
    /// <param name="labels">How many labels the target has.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="forwardRows">How many forward rows are kept.</param>
    /// <returns>The number of doubles.</returns>
    public static int Length(int frames, int labels, int classes, int forwardRows)
    {
        var padded = PaddedStates(labels);
        return checked((frames * padded) + ((forwardRows + 2) * (padded + Padding)) + (2 * frames) + classes);
    }

    /// <summary>Gives the forward row of a frame; −∞ lies before it.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>The first state.</returns>
    public double* Forward(int frame) => _forward + ((nint)(frame % _forwardRows) * (Padded + Padding)) + Padding;

    private static int StatesOf(int labels) => checked((2 * labels) + 1);

    private static int PaddedStates(int labels) => (StatesOf(labels) + Padding - 1) / Padding * Padding;
}
