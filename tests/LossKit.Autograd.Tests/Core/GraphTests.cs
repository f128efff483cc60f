namespace LossKit.Tests;

public sealed class GraphTests
{
    [Fact]
    public void Gradients_add_up_until_they_are_zeroed()
    {
        Variable x = Variable.Parameter([3], []);
        (x * x).Backward();
        Assert.Equal(6, x.Gradient[0]);
        (x * x).Backward();
        Assert.Equal(12, x.Gradient[0]);
        x.ZeroGradient();
        Assert.False(x.HasGradient);
        Assert.Equal(0, x.Gradient[0]);
        (x * x).Backward();
        Assert.Equal(6, x.Gradient[0]);
    }

    [Fact]
    public void A_graph_can_be_passed_through_twice()
    {
        Variable x = Variable.Parameter([3], []);
        Variable square = x * x, loss = square * 2;
        loss.Backward();
        loss.Backward();
        square.Backward();
        Assert.Equal(12 + 12 + 6, x.Gradient[0]);
    }

    [Fact]
    public void Backward_wants_a_scalar_that_depends_on_a_parameter()
    {
        Variable x = Variable.Parameter([1, 2], [2]);
        var exception = Assert.Throws<InvalidOperationException>(() => (x * 2).Backward());
        Assert.Equal("Backward starts from one number, but the variable has the shape [2]; reduce it with Sum() or Mean() first.", exception.Message);
        Assert.Throws<InvalidOperationException>(() => Variable.Constant(1).Backward());
        Assert.Throws<InvalidOperationException>(() => x.Sum().Detach().Backward());
        Assert.Throws<InvalidOperationException>(() => Variable.Constant(1).Gradient[0]);
    }

    [Fact]
    public void Nothing_is_recorded_while_gradients_are_off()
    {
        Variable x = Variable.Parameter([1, 2], [2]);
        using (NoGradientScope.Begin())
        {
            using (NoGradientScope.Begin())
            {
                Assert.False((x * 2).RequiresGradient);
            }

            Assert.False((x * 2).RequiresGradient);
        }

        Assert.True((x * 2).RequiresGradient);
    }

    [Fact]
    public void Detaching_stops_the_gradient()
    {
        Variable x = Variable.Parameter([3], []);
        (x * x.Detach()).Backward();
        Assert.Equal(3, x.Gradient[0]);
    }

    [Fact]
    public void A_variable_of_a_scope_that_has_ended_is_an_error_and_a_parameter_is_not()
    {
        Variable x = Variable.Parameter([3], []);
        Variable square;
        using (GraphScope.Begin())
        {
            square = x * x;
            square.Backward();
        }

        Assert.Equal(6, x.Gradient[0]);
        var exception = Assert.Throws<InvalidOperationException>(() => square.ToScalar());
        Assert.StartsWith("The variable belongs to a GraphScope that has ended;", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => default(Variable).Length);
    }

    [Fact]
    public void An_inner_scope_leaves_the_outer_one_alone()
    {
        Variable x = Variable.Parameter([3], []);
        using (GraphScope.Begin())
        {
            Variable outer = x * 2, inner;
            using (GraphScope.Begin())
            {
                inner = outer * 5;
                Assert.Equal(30, inner.ToScalar());
            }

            Assert.Equal(6, outer.ToScalar());
            Assert.Throws<InvalidOperationException>(() => inner.ToScalar());
            outer.Backward();
        }

        Assert.Equal(2, x.Gradient[0]);
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_operations_needs_no_stack()
    {
        Variable x = Variable.Parameter([1], []);
        Variable sum = x;
        for (int i = 0; i < 100_000; i++)
        {
            sum = sum + 1;
        }

        sum.Backward();
        Assert.Equal(1, x.Gradient[0]);
        Assert.Equal(100_001, sum.ToScalar());
    }

    [Fact]
    public void Threads_train_models_of_their_own()
    {
        var results = new float[4][];
        var threads = Enumerable.Range(0, 4).Select(i => new Thread(() => results[i] = TwoLayers.Train(steps: 30))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.All(results, result => Assert.Equal(results[0], result));
    }

    [Fact]
    public void Training_allocates_nothing_once_warm_and_gives_the_same_bits_at_any_number_of_threads()
    {
        int before = ComputeThreads.Count;
        try
        {
            ComputeThreads.Count = 1;
            float[] one = TwoLayers.Train(steps: 20);
            ComputeThreads.Count = 4;
            Assert.Equal(one, TwoLayers.Train(steps: 20));
        }
        finally
        {
            ComputeThreads.Count = before;
        }

        Assert.Equal(0, TwoLayers.AllocatedBytes(warm: 100, steps: 50));
    }

    [Fact]
    public void Without_a_scope_training_gives_the_same_bits()
    {
        Assert.Equal(TwoLayers.Train(steps: 10), TwoLayers.Train(steps: 10, withScope: false));
    }

    private sealed class TwoLayers
    {
        private readonly Variable _weight1 = TestData.Signed([48, 20], 1);
        private readonly Variable _bias1 = TestData.Signed([48], 2);
        private readonly Variable _weight2 = TestData.Signed([1, 48], 3);
        private readonly Variable _bias2 = TestData.Signed([1], 4);
        private readonly float[] _inputs = TestData.Signed([200, 20], 5).ToArray();
        private readonly int[] _zeros = new int[50];
        private readonly float[] _targets = TestData.Signed([200, 1], 6).ToArray();

        public static float[] Train(int steps, bool withScope = true)
        {
            var model = new TwoLayers();
            for (int i = 0; i < steps; i++)
            {
                if (withScope)
                {
                    using (GraphScope.Begin())
                    {
                        model.Step(i);
                    }
                }
                else
                {
                    model.Step(i);
                }
            }

            return model._weight1.ToArray();
        }

        public static long AllocatedBytes(int warm, int steps)
        {
            var model = new TwoLayers();
            long before = 0;
            for (int i = 0; i < warm + steps; i++)
            {
                if (i == warm)
                {
                    before = GC.GetAllocatedBytesForCurrentThread();
                }

                using (GraphScope.Begin())
                {
                    model.Step(i);
                }
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        private void Step(int step)
        {
            // The last batch of an epoch is smaller, as in life.
            int rows = step % 4 == 3 ? 30 : 50, start = (step % 4) * 50;
            Variable x = Variable.Constant(_inputs.AsSpan(start * 20, rows * 20), [rows, 20]);
            Variable y = Variable.Constant(_targets.AsSpan(start, rows), [rows, 1]);
            Variable prediction = x.Linear(_weight1, _bias1).Relu().Linear(_weight2, _bias2);
            Variable loss = (prediction - y).Pow(2).Mean() + (1e-4f * _weight1.Abs().Sum()) + prediction.LogSoftmax().Gather(_zeros.AsSpan(0, rows)).Mean();
            loss.Backward();
            foreach (Variable parameter in (ReadOnlySpan<Variable>)[_weight1, _bias1, _weight2, _bias2])
            {
                for (int i = 0; i < parameter.Length; i++)
                {
                    parameter.Values[i] -= 0.001f * parameter.Gradient[i];
                }

                parameter.ZeroGradient();
            }
        }
    }
}
