namespace LossKit;

/// <summary>
/// Multi-class margin loss: every other class must score below the true one by a margin.
/// </summary>
/// <remarks>Σ over c ≠ y of w_y·max(0, margin − s_y + s_c)^p, divided by the number of classes C.</remarks>
public sealed class MultiMarginLoss : ClassLoss, ICatalogued<MultiMarginLoss>
{
    /// <summary>Initializes a new instance of the <see cref="MultiMarginLoss"/> class.</summary>
    /// <param name="power">Whether a shortfall counts as it is or squared.</param>
    /// <param name="margin">By how much the true class must lead.</param>
    /// <param name="classWeights">A factor for each true class; at least 0, empty for none.</param>
    /// <param name="reduction">How the rows' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public MultiMarginLoss(
        MarginPower power = MarginPower.Linear,
        double margin = 1,
        ReadOnlySpan<double> classWeights = default,
        Reduction reduction = Reduction.Mean)
        : base(About, reduction, classWeights, ignoreIndex: null)
    {
        Power = OptionText.Defined("p", power);
        Margin = About.Check("margin", margin);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "multi-margin",
        Title = "Multi-class margin",
        Aliases = ["multi-class-hinge"],
        Family = LossFamily.Classification,
        Meaning = "Asks the true class to lead every other by a margin.",
        Formula = "Σ_{c≠y} w_y·max(0, margin − s_y + s_c)^p / C",
        Gradient = "p·w_y·max(0, margin − s_y + s_c)^(p − 1)/C for c ≠ y where positive; minus their sum for y",
        Inputs = InputLists.Classes("[N,C] scores", "[N] class indices"),
        Options =
        [
            new("p", OptionKind.Choice, "1", "whether a shortfall counts as it is or squared") { Choices = ["1", "2"] },
            new("margin", OptionKind.Number, "1", "by how much the true class must lead"),
        ],
        UseWhen = "Only the ranking of the classes counts.",
        AvoidWhen = "Probabilities are wanted: its scores carry none (cross-entropy).",
        Pitfalls =
        [
            "The sum over the other classes is divided by C, so its value is not that of hinges which take only the worst "
                + "class: do not compare the two.",
            "A softmax before it caps every lead at 1, and with margin 1 the loss never reaches 0: give raw scores.",
        ],
        Reference = "J. Weston, C. Watkins, Support vector machines for multi-class pattern recognition, ESANN 1999",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("MultiMarginLoss, functional.multi_margin_loss"),
            torchSharp: new("MultiMarginLoss, functional.multi_margin_loss"),
            keras: new(
                "CategoricalHinge, categorical_hinge",
                "only the worst class counts, not divided by C; 0 stands in for the true class; one-hot targets; margin fixed at 1"),
            optax: new(
                "multiclass_hinge_loss",
                "only the worst class counts, not divided by C; margin fixed at 1; " + ElsewhereNames.NotReduced)),
    };

    /// <summary>Gets whether a shortfall counts as it is or squared.</summary>
    public MarginPower Power { get; }

    /// <summary>Gets by how much the true class must lead.</summary>
    public double Margin { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.NonNegative
        | (Power == MarginPower.Linear ? LossTraits.BoundedGradient : LossTraits.None);

    private protected override bool AllowsPositions => false;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static MultiMarginLoss Create(LossOptions options) => new(
        options.Text("p") == "2" ? MarginPower.Squared : MarginPower.Linear,
        options.Number("margin"),
        [.. options.ClassWeights ?? []],
        options.Reduction);

    private protected override unsafe double Run<T>(in RowCall<T> call, ReadOnlySpan<T> classWeights)
    {
        fixed (T* weights = classWeights)
        {
            return RowDriver.Run(new Row<T>(new RowWeights<T>(weights, null), Power, Margin), call);
        }
    }

    /// <summary>The true class is taken out of the row as −∞, which is below every margin; it gets what the others give up.</summary>
    internal readonly struct Row<T>(RowWeights<T> weights, MarginPower power, double margin) : ISingleRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <inheritdoc/>
        public bool Ignores(int target) => false;

        /// <inheritdoc/>
        public double DivisorOf(ReadOnlySpan<int> targets, ReadOnlySpan<bool> mask) =>
            weights.Sum(targets, mask, RowDivisor.Rows);

        /// <inheritdoc/>
        public double Sum<TLane, TWanted>(in RowPortion<T> rows)
            where TLane : struct, ILaneMemory<TLane, T>
            where TWanted : struct, IWanted => CopiedRows.Sum<TLane, TWanted, Row<T>, T>(this, rows);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public unsafe double Evaluate<TLane, TWanted>(in RowMemory<T> row, int target, double scale)
            where TLane : struct, ILaneMemory<TLane, T>
            where TWanted : struct, IWanted
        {
            var weight = weights.Of(target) / row.Classes;
            if (weight == 0)
            {
                new Span<T>(row.Gradient, row.Classes).Clear();
                return 0;
            }

            var own = row.Scores[target];
            row.Scores[target] = T.NegativeInfinity;
            var lead = TLane.Create(margin) - TLane.Create(double.CreateTruncating(own));
            for (nint i = 0; i < row.Padded; i += TLane.Count)
            {
                var shortfall = TLane.Max(TLane.Zero, lead + TLane.Load(row.Scores, i));
                var isLinear = power == MarginPower.Linear;
                (isLinear ? shortfall : shortfall * shortfall).Store(row.Scratch, i);
                (isLinear ? LaneMath.Step(shortfall) : shortfall + shortfall).Store(row.Gradient, i);
            }

            var total = BlockSum.Sum<TLane, T>(row.Scratch, row.Padded);
            if (double.IsNaN(total))
            {
                new Span<T>(row.Gradient, row.Classes).Fill(T.NaN);
            }
            else if (TWanted.Gradient)
            {
                var pull = BlockSum.Sum<TLane, T>(row.Gradient, row.Padded);
                var factor = TLane.Create(weight * scale);
                for (nint i = 0; i < row.Padded; i += TLane.Count)
                {
                    (TLane.Load(row.Gradient, i) * factor).Store(row.Gradient, i);
                }

                row.Gradient[target] = T.CreateTruncating(-pull * weight * scale);
            }

            return weight * total;
        }
    }
}
