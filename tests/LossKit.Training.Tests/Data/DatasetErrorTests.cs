namespace LossKit.Tests;

public sealed class DatasetErrorTests
{
    [Fact]
    public void Names_must_be_there_and_have_one_use()
    {
        var table = Samples.Table("age,bmi,y", 20, i => $"{i * i},{i % 7},{i * 0.5}");
        var path = table.Source.Path;
        AssertError($"{path} has no target column `Y`; did you mean `y`?", table, o => o with { Target = "Y" });
        AssertError($"{path} has no column that --drop names, `bim`; did you mean `bmi`?", table, o => o with { Drop = ["bim"] });
        AssertError($"{path} has no column that --categorical names, `sex`; there are `age`, `bmi`, `y`.", table, o => o with { Categorical = ["sex"] });
        AssertError("`y` is the target and cannot be in --drop; take it out there, or choose another target.", table, o => o with { Drop = ["y"] });
        AssertError(
            "`bmi` is named in both --drop and --categorical; take it out of one.", table, o => o with { Drop = ["bmi"], Categorical = ["bmi"] });
        AssertError(
            "No column is left to predict `y` from: the others are dropped or constant; drop fewer.", table, o => o with { Drop = ["age", "bmi"] });
    }

    [Fact]
    public void A_target_must_have_something_to_learn()
    {
        AssertError(
            "Every row has '3' in `y`, so there is nothing to learn; choose another target.", Samples.Table("x,y", 20, i => $"{i},3"));
        AssertError(
            "Every row has 'cat' in `y`, so there is nothing to learn; choose another target.", Samples.Table("x,y", 20, i => $"{i},cat"));
        AssertError(
            "`y` has 20 distinct values in 20 rows, too many to be classes; choose another target.", Samples.Table("x,y", 20, i => $"{i * i},name {i}"));
        AssertError(
            "`y` has 20 distinct values in 20 rows, too many to be classes; they look like numbers, but the first that is not is '1,500' on line 2: "
            + "write them with a point and without units and thousands separators, or choose another target.",
            Samples.Table("x,y", 20, i => $"{i * i},\"{i + 1},500\""));
        AssertError(
            "`y` has 20 distinct values in 20 rows, too many to be classes; most of its cells are numbers, and the first that is not is '5 EUR' on line 7: "
            + "correct such cells, or choose another target.",
            Samples.Table("x,y", 20, i => $"{i * i},{i}{(i == 5 ? " EUR" : "")}"));
        AssertError(
            "Class 'b' of `y` has 2 rows; two classes with at least 3 rows each are needed, one for each of training, validation and test: add rows.",
            Samples.Table("x,y", 20, i => $"{i * i},{(i < 2 ? "b" : "a")}"));
        var few = Samples.Table("x,y", 20, i => $"{i * i},{(i < 9 ? i * 0.5 : "")}");
        AssertError(
            $"{few.Source.Path} has 9 rows with a value in `y` (of 20), and at least 10 are needed; add rows, or choose another target.", few);
    }

    [Fact]
    public void A_task_that_is_asked_for_must_fit_the_target()
    {
        var text = Samples.Table("x,y", 30, i => $"{i * i},{(i == 6 ? "tall" : i % 4)}");
        AssertError(
            $"Line 8 of {text.Source.Path} holds 'tall' in `y`, which is no number, and regression needs numbers; correct the cell, or leave the task to be read off the target.",
            text,
            o => o with { Task = LearningTask.Regression });
        AssertError(
            "The binary task needs a target of 2 distinct values and `y` has 5; use multiclass.", text, o => o with { Task = LearningTask.Binary });
        AssertError(
            "`y` has 30 distinct values in 30 rows, too many to be classes; use regression, or choose another target.",
            Samples.Table("x,y", 30, i => $"{i * i},{i * 0.5}"),
            o => o with { Task = LearningTask.Multiclass });
    }

    [Fact]
    public void Too_many_distinct_texts_are_refused_with_the_way_out()
    {
        var table = Samples.Table("city,name,x,y", 200, i => $"city {i % 60},{(i < 3 ? "short" : $"name {i}")},{i * i},{i * 0.5}");
        AssertError(
            "`city` holds 60 distinct texts, more than the 50 that are taken as categories; leave it out with --drop city, or take them all with --categorical city.",
            table);
        AssertError(
            "`name` holds 198 distinct texts, more than the 50 that are taken as categories; leave it out with --drop name, or take them all with --categorical name.",
            table,
            o => o with { Drop = ["city"] });
        Assert.Equal(61, Dataset.From(table, new DatasetOptions { Target = "y", Drop = ["name"], Categorical = ["city"] }).FeatureNames.Count);
        AssertError(
            "`name` holds 30 distinct texts, nearly one for each of 30 rows; leave it out with --drop name, or take them all with --categorical name.",
            Samples.Table("name,x,y", 30, i => $"name {i},{i * i},{i * 0.5}"));
    }

    [Fact]
    public void A_text_among_numbers_is_pointed_at()
    {
        var table = Samples.Table("x,y", 100, i => $"{(i == 41 ? "12/5" : i * i)},{i * 0.5}");
        AssertError(
            "`x` holds 100 distinct texts, more than the 50 that are taken as categories; leave it out with --drop x, or take them all with --categorical x."
            + " Most of its cells are numbers; the first that is not is '12/5' on line 43.",
            table);
        AssertError(
            $"`x` is to hold numbers, and line 43 of {table.Source.Path} holds '12/5'; correct the cell, or do not name the column as numeric.",
            table,
            o => o with { Numeric = ["x"] });
    }

    private static void AssertError(string message, CsvTable table, Func<DatasetOptions, DatasetOptions>? change = null)
    {
        var options = new DatasetOptions { Target = "y" };
        Assert.Equal(message, Assert.Throws<DataException>(() => Dataset.From(table, change is null ? options : change(options))).Message);
    }
}
