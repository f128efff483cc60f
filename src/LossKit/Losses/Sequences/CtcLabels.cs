namespace LossKit;

/// <summary>The labels of one target, and which of them are the first of their class.</summary>
internal readonly unsafe struct CtcLabels
{
    private readonly int* _target;
    private readonly int* _firsts;
    private readonly int* _again;

    /// <summary>Initializes a new instance of the <see cref="CtcLabels"/> struct.</summary>
    /// <param name="target">The labels.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="memory">As much as <see cref="Length"/> says.</param>
    public CtcLabels(int* target, int count, int* memory)
    {
        _target = target;
        _firsts = memory;
        _again = memory + count;
        Count = count;

        // Where in the list of first labels a class is. What this holds at first does not matter, since the list is asked whether it is true.
        var places = _again + (2 * (nint)count);
        for (var label = 0; label < count; label++)
        {
            var place = places[target[label]];
            if ((uint)place < (uint)Distinct && target[_firsts[place]] == target[label])
            {
                _again[2 * Repeats] = label;
                _again[(2 * Repeats) + 1] = _firsts[place];
                Repeats++;
            }
            else
            {
                places[target[label]] = Distinct;
                _firsts[Distinct++] = label;
            }
        }
    }

    /// <summary>Gets how many labels there are.</summary>
    public int Count { get; }

    /// <summary>Gets how many classes are among them.</summary>
    public int Distinct { get; }

    /// <summary>Gets how many labels are not the first of their class.</summary>
    public int Repeats { get; }

    /// <summary>Gets the class of each label.</summary>
    public ReadOnlySpan<int> Target => new(_target, Count);

    /// <summary>Gets the class of a label.</summary>
    /// <param name="label">The label's place in the target.</param>
    /// <returns>The class.</returns>
    public int this[int label] => _target[label];

    /// <summary>Gives how much memory is needed.</summary>
    /// <param name="labels">How many labels there are.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <returns>The number of integers.</returns>
    public static int Length(int labels, int classes) => checked((3 * labels) + classes);

    /// <summary>Says whether no path of so many frames becomes the target: labels need one each, and one between two that are equal.</summary>
    /// <param name="frames">The number of frames.</param>
    /// <returns>Whether there are too few.</returns>
    public bool NeedMoreThan(int frames)
    {
        long needed = Count;
        for (var label = 1; label < Count; label++)
        {
            needed += _target[label] == _target[label - 1] ? 1 : 0;
        }

        return needed > frames;
    }

    /// <summary>Gives one of the labels that are the first of their class.</summary>
    /// <param name="index">From 0 to <see cref="Distinct"/>.</param>
    /// <returns>The label's place in the target, and its class.</returns>
    public (int Label, int Class) First(int index) => (_firsts[index], _target[_firsts[index]]);

    /// <summary>Adds the numbers of labels of one class to that of the first of them.</summary>
    /// <param name="numbers">A number for each label.</param>
    public void Gather(double* numbers)
    {
        for (var i = 0; i < Repeats; i++)
        {
            numbers[_again[(2 * i) + 1]] += numbers[_again[2 * i]];
        }
    }
}
