namespace LossKit;

/// <summary>The scratch memory of one sequence, in double whatever the element type.</summary>
/// <remarks>
/// The target with a blank before, between and after its labels has S + 1 blanks and S labels as <em>states</em>. A row over the states holds the
/// blanks first and then the labels, each part padded to whole registers and followed by one register more, so that a state's neighbours can be
/// read everywhere: they are loads one place aside.
/// </remarks>
internal readonly unsafe struct CtcMemory
{
    /// <summary>Parts of rows are padded to multiples of this, the widest lane of doubles; as much lies behind each part.</summary>
    public const int Padding = 8;

    /// <summary>The top of a frame where no class of the target has its largest score.</summary>
    public const int NoTop = -1;

    // What stands beyond the last label: no class and no top.
    private const double NoClass = -2;

    // Largest, Outside, Rests, LogTotals, Blanks, Tops, Totals, BlankShares.
    private const int FrameParts = 8;

    // Skips, Classes, Firsts: half a row each, and one for the rest.
    private const int LabelRows = 2;

    // Start, Back, Terms, Doubts.
    private const int SingleRows = 4;

    private readonly double* _rows;
    private readonly double* _scores;

    /// <summary>Initializes a new instance of the <see cref="CtcMemory"/> struct.</summary>
    /// <param name="memory">As much as <see cref="Length"/> says.</param>
    /// <param name="frames">How many frames there are.</param>
    /// <param name="labels">How many labels the target has.</param>
    /// <param name="blank">The class that stands for no label.</param>
    public CtcMemory(double* memory, int frames, int labels, int blank)
    {
        Blank = blank;
        Frames = frames;
        Labels = labels;
        Width = WidthOf(labels);
        nint padded = Padded(frames);
        Largest = memory;
        Outside = Largest + padded;
        Rests = Outside + padded;
        LogTotals = Rests + padded;
        Blanks = LogTotals + padded;
        Tops = Blanks + padded;
        Totals = Tops + padded;
        BlankShares = Totals + padded;
        Skips = BlankShares + padded;
        Classes = Skips + LabelsAt;
        Firsts = Classes + LabelsAt;
        Start = Skips + (LabelRows * Stride);
        Back = Start + Stride;
        Terms = Back + Stride;
        Doubts = Terms + Stride;
        _scores = Doubts + Stride;
        _rows = _scores + ((nint)frames * Width) + Padding;
        new Span<double>(Skips, (LabelRows + 1) * Stride).Clear();
        new Span<double>(Classes, LabelsAt).Fill(NoClass);
        Start[0] = 1;
    }

    /// <summary>Gets the class that stands for no label.</summary>
    public int Blank { get; }

    /// <summary>Gets the number of frames.</summary>
    public int Frames { get; }

    /// <summary>Gets the number of labels.</summary>
    public int Labels { get; }

    /// <summary>Gets the length of each part of a row, padded.</summary>
    public int Width { get; }

    /// <summary>Gets the length of a row.</summary>
    public int Stride => 2 * LabelsAt;

    /// <summary>Gets where in a row the labels start; zeros lie before them.</summary>
    public int LabelsAt => Width + Padding;

    /// <summary>Gets the largest score of each frame.</summary>
    public double* Largest { get; }

    /// <summary>Gets Σ e^(z − max) of each frame over the classes that are not of the target; the blank is.</summary>
    public double* Outside { get; }

    /// <summary>Gets Σ e^(z − max) of each frame, but for one of the largest.</summary>
    public double* Rests { get; }

    /// <summary>Gets ln Σ e^(z − max) of each frame.</summary>
    public double* LogTotals { get; }

    /// <summary>Gets z − max of each frame's blank, and from the first pass on e to that.</summary>
    public double* Blanks { get; }

    /// <summary>Gets a class of the target that has the largest score of a frame, the blank counting too; <see cref="NoTop"/> where there is none.</summary>
    public double* Tops { get; }

    /// <summary>Gets what a frame's row of shares adds up to.</summary>
    public double* Totals { get; }

    /// <summary>Gets what the blanks have of it.</summary>
    public double* BlankShares { get; }

    /// <summary>Gets 1 where a label may follow the label before it without a blank between, else 0.</summary>
    public double* Skips { get; }

    /// <summary>Gets the class of each label, and no class beyond them.</summary>
    public double* Classes { get; }

    /// <summary>Gets 1 where a label is the first of its class, else 0.</summary>
    public double* Firsts { get; }

    /// <summary>Gets the row before the first frame: what may start is what follows the first blank.</summary>
    public double* Start { get; }

    /// <summary>Gets the row of the way back.</summary>
    public double* Back { get; }

    /// <summary>Gets a row for numbers to be added up.</summary>
    public double* Terms { get; }

    /// <summary>Gets another.</summary>
    public double* Doubts { get; }

    /// <summary>Gives how much memory is needed.</summary>
    /// <param name="frames">How many frames there are.</param>
    /// <param name="labels">How many labels the target has.</param>
    /// <returns>The number of doubles.</returns>
    public static int Length(int frames, int labels)
    {
        var width = WidthOf(labels);
        var stride = 2 * (width + Padding);
        return checked((FrameParts * Padded(frames)) + ((SingleRows + LabelRows + frames) * stride) + (frames * width) + Padding);
    }

    /// <summary>Gives z − max of each label at a frame, and from the first pass on e to that.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>The first label.</returns>
    public double* Scores(int frame) => _scores + ((nint)frame * Width);

    /// <summary>Gives the row of a frame: what leads to each state there, and later the states' shares.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>The first blank.</returns>
    public double* Row(int frame) => _rows + ((nint)frame * Stride);

    /// <summary>Makes the scores of a frame's labels powers, and 0 beyond them.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="frame">The frame.</param>
    public void TakePowers<TLane>(int frame)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var scores = Scores(frame);
        for (nint k = 0; k < Labels; k += TLane.Count)
        {
            LaneMath.Decay(TLane.Load(scores, k)).Store(scores, k);
        }

        EndScores(frame, 0);
    }

    /// <summary>Writes what stands beyond the scores of a frame's labels.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="number">The number.</param>
    public void EndScores(int frame, double number) => new Span<double>(Scores(frame) + Labels, Width - Labels).Fill(number);

    /// <summary>Writes down where labels may follow each other, and their classes.</summary>
    /// <param name="labels">The labels.</param>
    public void Fill(in CtcLabels labels)
    {
        for (var label = 0; label < labels.Count; label++)
        {
            Classes[label] = labels[label];
            Skips[label] = label > 0 && labels[label] != labels[label - 1] ? 1 : 0;
        }

        for (var i = 0; i < labels.Distinct; i++)
        {
            Firsts[labels.First(i).Label] = 1;
        }
    }

    /// <summary>Adds up a part of a row, in the same order at every register width.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="first">The first number.</param>
    /// <param name="count">How many there are, a multiple of <see cref="Padding"/>.</param>
    /// <returns>The sum.</returns>
    public static double Sum<TLane>(double* first, int count)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var lanes = stackalloc double[Padding];
        for (nint lane = 0; lane < Padding; lane += TLane.Count)
        {
            var sum = TLane.Load(first, lane);
            for (var i = lane + Padding; i < count; i += Padding)
            {
                sum += TLane.Load(first, i);
            }

            sum.Store(lanes, lane);
        }

        return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
    }

    private static int WidthOf(int labels) => Padded(checked(labels + 1));

    private static int Padded(int length) => (length + Padding - 1) / Padding * Padding;
}
