using System.Buffers;

namespace LossKit;

/// <summary>Labels, class indices and lengths that were written as numbers.</summary>
internal static class WholeNumbers
{
    /// <summary>Reads whole numbers. Labels that an <see cref="int"/> cannot hold are numbered in the order in which they appear.</summary>
    /// <typeparam name="TNumber">The type they were written in.</typeparam>
    /// <param name="input">The input they belong to.</param>
    /// <param name="numbers">The numbers.</param>
    /// <param name="whole">Receives the whole numbers, as many.</param>
    /// <exception cref="LossException">One has a fraction, is NaN, or is too large for a class index or a length.</exception>
    public static void Read<TNumber>(LossInput input, ReadOnlySpan<TNumber> numbers, Span<int> whole)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            whole[i] = int.CreateSaturating(numbers[i]);
            if (TNumber.CreateTruncating(whole[i]) == numbers[i] && whole[i] is not (int.MaxValue or int.MinValue))
            {
                continue;
            }

            if (input.IsGrouping && TNumber.IsInteger(numbers[i]))
            {
                Group(input, numbers, whole);
                return;
            }

            throw Sentences.NotWhole(input.ErrorCode, input.Name, i, double.CreateTruncating(numbers[i]));
        }
    }

    private static void Group<TNumber>(LossInput input, ReadOnlySpan<TNumber> numbers, Span<int> whole)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        var groups = new Dictionary<TNumber, int>();
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!TNumber.IsInteger(numbers[i]))
            {
                throw Sentences.NotWhole(input.ErrorCode, input.Name, i, double.CreateTruncating(numbers[i]));
            }

            groups.TryAdd(numbers[i], groups.Count);
            whole[i] = groups[numbers[i]];
        }
    }

    /// <summary>Memory for the whole numbers of a call, rented where an input was given as numbers.</summary>
    internal ref struct Scratch
    {
        private int[]? _first;
        private int[]? _second;
        private int[]? _third;

        /// <summary>Rents memory, at most three times.</summary>
        /// <param name="length">How many numbers it must hold.</param>
        /// <returns>The memory.</returns>
        public Span<int> Rent(int length)
        {
            var memory = ArrayPool<int>.Shared.Rent(length);
            (_first, _second, _third) = (memory, _first, _second);
            return memory.AsSpan(0, length);
        }

        /// <summary>Gives the memory back.</summary>
        public readonly void Dispose()
        {
            Return(_first);
            Return(_second);
            Return(_third);
        }

        private static void Return(int[]? memory)
        {
            if (memory is not null)
            {
                ArrayPool<int>.Shared.Return(memory);
            }
        }
    }
}
