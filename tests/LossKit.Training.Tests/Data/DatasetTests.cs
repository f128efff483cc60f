namespace LossKit.Tests;

public sealed class DatasetTests
{
    [Theory]
    [InlineData("diabetes.csv", "progression", LearningTask.Regression, "`progression` holds 214 distinct numbers: regression", 442, 10)]
    [InlineData("breast_cancer.csv", "diagnosis", LearningTask.Binary, "`diagnosis` holds text with 2 distinct values: binary; 'malignant' is the positive class", 569, 30)]
    [InlineData("digits.csv", "digit", LearningTask.Multiclass, "`digit` holds 10 distinct numbers (0 to 9): multiclass", 1797, 61)]
    [InlineData("penguins.csv", "species", LearningTask.Multiclass, "`species` holds text with 3 distinct values: multiclass", 344, 15)]
    public void The_sample_data_is_understood(string file, string target, LearningTask task, string reason, int rows, int features)
    {
        // Rows and distinct values as counted by `cut | sort -u | wc -l`; digits has three columns that are 0 throughout.
        var dataset = Samples.Dataset(file, target);
        Assert.Equal(task, dataset.Task);
        Assert.Equal(reason, dataset.TaskReason);
        Assert.Equal(new RowCounts(rows, 0, rows), dataset.Rows);
        Assert.Equal(features, dataset.FeatureNames.Count);
    }

    [Fact]
    public void Penguins_have_missing_cells_and_categories()
    {
        var dataset = Samples.Dataset("penguins.csv", "species");
        Assert.Equal(["Adelie", "Chinstrap", "Gentoo"], dataset.ClassNames);
        Assert.Equal(
            [
                "island=Biscoe", "island=Dream", "island=Torgersen",
                "bill_length_mm", "bill_length_mm=(missing)", "bill_depth_mm", "bill_depth_mm=(missing)",
                "flipper_length_mm", "flipper_length_mm=(missing)", "body_mass_g", "body_mass_g=(missing)",
                "sex=female", "sex=male", "sex=(missing)", "year",
            ],
            dataset.FeatureNames);
        Assert.Contains("`sex` lacks a value in 11 rows: a category of its own.", dataset.Notes);
        Assert.Contains(
            "`body_mass_g` lacks a value in 2 rows: filled in with the training part's median, and marked by a feature of its own.", dataset.Notes);
    }

    [Theory]
    [InlineData(10, 50, 1.0, LearningTask.Multiclass)] // ten whole numbers, five times each
    [InlineData(10, 49, 1.0, LearningTask.Regression)] // not five times each
    [InlineData(11, 110, 1.0, LearningTask.Regression)] // one too many
    [InlineData(4, 100, 0.5, LearningTask.Regression)] // fractions
    [InlineData(2, 100, 0.5, LearningTask.Binary)] // two are classes whatever they are
    public void A_numeric_target_is_classes_if_it_is_a_few_whole_numbers_often(int distinct, int rows, double step, LearningTask task)
    {
        var table = Samples.Table("x,y", rows, i => $"{i * i},{i % distinct * step}");
        Assert.Equal(task, From(table).Task);
    }

    [Fact]
    public void The_task_can_be_asked_for()
    {
        var table = Samples.Table("x,y", 40, i => $"{i * i},{i % 4}");
        var regression = From(table, o => o with { Task = LearningTask.Regression });
        Assert.Equal([0, 1, 2, 3], regression.Targets[..4]);
        Assert.True(regression.Labels.IsEmpty);
        Assert.Equal("regression was asked for; `y` holds 4 distinct numbers", regression.TaskReason);
        var classes = From(Samples.Table("x,y", 40, i => $"{i * i},{i % 4 / 2.0}"), o => o with { Task = LearningTask.Multiclass });
        Assert.Equal(["0", "0.5", "1", "1.5"], classes.ClassNames);
        Assert.Equal("multiclass was asked for; `y` holds 4 distinct numbers (0 to 1.5)", classes.TaskReason);
    }

    [Fact]
    public void Classes_are_ordered_by_size_if_all_are_numbers_and_by_their_characters_otherwise()
    {
        Assert.Equal(["2", "10"], From(Samples.Table("x,y", 20, i => $"{i * i},{(i % 2 == 0 ? 10 : 2)}")).ClassNames);
        string[] answers = ["yes", "No", "maybe"];
        Assert.Equal(["No", "maybe", "yes"], From(Samples.Table("x,y", 21, i => $"{i * i},{answers[i % 3]}")).ClassNames);
    }

    [Fact]
    public void Rows_without_a_target_are_left_out_and_counted()
    {
        var dataset = From(Samples.Table("x,y", 30, i => i % 3 == 0 ? $"{i * i},NA" : $"{i * i},{i * 0.5}"));
        Assert.Equal(new RowCounts(30, 10, 20), dataset.Rows);
        Assert.Equal([0.5, 1, 2, 2.5], dataset.Targets[..4]);
        Assert.Equal([3, 4, 6, 7], Enumerable.Range(0, 4).Select(dataset.LineOf));
    }

    [Fact]
    public void Constant_and_empty_columns_are_left_out_with_a_note()
    {
        var dataset = From(Samples.Table("number,text,nothing,half,x,y", 20, i => $"7,same,NA,{(i % 2 == 0 ? "1" : "")},{i * i},{i * 0.5}"));
        Assert.Equal(["half", "half=(missing)", "x"], dataset.FeatureNames);
        Assert.Equal(
            [
                "`number` is left out: it is 7 in every row.",
                "`text` is left out: it is 'same' in every row.",
                "`nothing` is left out: it has no value in any row.",
                "`half` lacks a value in 10 rows: filled in with the training part's median, and marked by a feature of its own.",
            ],
            dataset.Notes);
    }

    [Fact]
    public void Columns_are_dropped_or_taken_as_categories_as_asked()
    {
        var table = Samples.Table("a,b,c,y", 20, i => $"{i},{i % 3 * 10},{i * i},{i * 0.5}");
        var dataset = From(table, o => o with { Drop = ["a"], Categorical = ["b"] });
        Assert.Equal(["b=0", "b=10", "b=20", "c"], dataset.FeatureNames);
    }

    [Fact]
    public void What_may_be_wrong_with_numbers_is_noted()
    {
        var dataset = From(Samples.Table("id,x,y", 20, i => $"{i + 100},{(i == 3 ? "inf" : i * i)},{(i == 4 ? "NaN" : i * 0.5)}"), o => o);
        Assert.Equal(
            [
                "`y` has 1 cell with NaN or an infinite number, taken as missing.",
                "`x` has 1 cell with NaN or an infinite number, taken as missing.",
                "`x` lacks a value in 1 row: filled in with the training part's median, and marked by a feature of its own.",
            ],
            dataset.Notes);
        var numbered = From(Samples.Table("id,x,y", 20, i => $"{i + 100},{i * i},{i * 0.5}"));
        Assert.Equal(["`id` rises by 1 from row to row, as a row number does; leave it out with --drop id if it is one."], numbered.Notes);
    }

    private static Dataset From(CsvTable table, Func<DatasetOptions, DatasetOptions>? change = null)
    {
        var options = new DatasetOptions { Target = "y" };
        return Dataset.From(table, change is null ? options : change(options));
    }
}
