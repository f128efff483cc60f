namespace LossKit.Tests;

public sealed class LabelSetsTests
{
    [Theory]
    [InlineData(';')]
    [InlineData('|')]
    [InlineData(',')]
    public void Cells_with_lists_are_labels(char separator)
    {
        var table = Samples.Table("a,y", 40, row => $"{row},{(row % 2 == 0 ? $"\"news{separator} sport\"" : "sport")}");

        var labels = LabelSets.FindLists(table, "y")!;

        Assert.Equal(["news", "sport"], labels.Names);
        Assert.Equal([0, 1], labels.Rows[0]);
        Assert.Equal([1], labels.Rows[1]);
        Assert.Equal($"50 % of the cells of `y` hold several labels with {separator} between: multi-label", labels.Reason);
        var profile = LabelSetProfile.Of(labels);
        Assert.Equal((1.5, 0.75, 0.5), (profile.LabelsPerRow, profile.PositiveShare, profile.RarestShare));
    }

    [Fact]
    public void Texts_with_a_semicolon_that_do_not_recur_are_no_labels() =>
        Assert.Null(LabelSets.FindLists(Samples.Table("a,y", 40, row => $"{row},name{row}; first{row}"), "y"));

    [Fact]
    public void Numbers_and_plain_classes_are_no_lists()
    {
        var table = Samples.Table("a,y", 40, row => $"{row},c{row % 2}");

        Assert.Null(LabelSets.FindLists(table, "a"));
        Assert.Null(LabelSets.FindLists(table, "y"));
    }

    [Fact]
    public void Columns_of_0_and_1_are_labels_and_rows_without_one_are_left_out()
    {
        var table = Samples.Table("a,p,q", 40, row => $"{row},{row % 2},{(row == 0 ? "" : "1")}");

        var labels = LabelSets.Columns(table, ["p", "q"]);

        Assert.Equal(39, labels.Rows.Count);
        Assert.Equal([0, 1], labels.Rows[0]);
        Assert.Equal(1 / 40.0, TableProfile.Of(labels).MissingShare, 1e-12);
    }

    [Theory]
    [InlineData("p,a", "Line 4 of * has 2 in `a`, but each of several targets must be a column of 0 and 1; name one target, or recode it.")]
    [InlineData("p,t", "`t` holds text, but each of several targets must be a column of 0 and 1; name one target, or recode it.")]
    [InlineData("p,p", "--target names a column twice; name each label once.")]
    [InlineData("p,x", "* has no target column `x`")]
    public void Columns_that_are_no_labels_are_refused(string targets, string sentence)
    {
        var table = Samples.Table("a,p,t", 40, row => $"{row},{row % 2},w{row % 3}");

        var error = Assert.Throws<DataException>(() => LabelSets.Columns(table, targets.Split(',')));

        Assert.StartsWith(sentence.Replace("*", table.Source.Path, StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
    }
}
