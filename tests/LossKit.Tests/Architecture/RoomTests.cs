using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LossKit.Tests;

/// <summary>
/// Who may name whom: the rooms inside the library, read off its source text, and the projects around it. The table is the one of
/// docs/design.md.
/// </summary>
public sealed partial class RoomTests
{
    private const int TimeoutMilliseconds = 10_000;

    private static readonly Dictionary<string, string[]> MayName = new(StringComparer.Ordinal)
    {
        ["Numerics"] = [],
        ["Reduction"] = [],
        ["Guarding"] = [],
        ["Describing"] = ["Guarding", "Reduction"],
        ["Kernels"] = ["Numerics", "Reduction", "Guarding"],
        ["Exchange"] = ["Describing", "Guarding", "Numerics"],
        ["Losses"] = ["Kernels", "Guarding", "Describing", "Exchange", "Reduction", "Numerics"],
        ["Combining"] = ["Losses", "Kernels", "Guarding", "Describing", "Reduction", "Numerics"],
        ["Catalog"] = ["Losses", "Combining", "Describing", "Exchange", "Guarding"],
        ["Examining"] = ["Losses", "Combining", "Kernels", "Describing", "Exchange", "Guarding", "Numerics"],
    };

    // Where a room may know only some types of another.
    private static readonly Dictionary<(string Room, string Named), string[]> OnlyThese = new()
    {
        [("Describing", "Guarding")] = ["Domain", "LossErrorCode", "Sentences"],
        [("Describing", "Reduction")] = ["Reduction"],
        [("Kernels", "Guarding")] = ["Domain"],
        [("Exchange", "Numerics")] = ["LaneWidth"],
        [("Exchange", "Describing")] = ["LossCard"],
        [("Combining", "Numerics")] = ["CompensatedSum"],
        [("Catalog", "Combining")] = ["LossArithmetic", "LossTerm"],
        [("Catalog", "Guarding")] = ["Sentences", "LossException"],
        [("Examining", "Combining")] = ["ILossSum", "LossTerm"],
        [("Examining", "Kernels")] = ["RegionActivation"],
        [("Examining", "Numerics")] = ["LaneDispatch"],
    };

    private static readonly Dictionary<string, string[]> ProjectReferences = new(StringComparer.Ordinal)
    {
        ["LossKit"] = [],
        ["LossKit.Testing"] = ["LossKit"],
        ["LossKit.Autograd"] = ["LossKit"],
        ["LossKit.Training"] = ["LossKit.Autograd"],
        ["LossKit.Cli"] = ["LossKit.Training", "LossKit.Testing"],
    };

    private static readonly string Source = Path.Combine(RepositoryRoot(), "src");

    public static TheoryData<string> Rooms => [.. Directory.GetDirectories(Path.Combine(Source, "LossKit")).Select(NameOf).Where(IsRoom)];

    public static TheoryData<string> Projects => [.. Directory.GetDirectories(Source).Select(NameOf)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_names_only_the_rooms_it_may_know(string room)
    {
        Assert.True(MayName.TryGetValue(room, out var known), $"src/LossKit/{room} is a room that the table does not have: say whom it may name.");
        var roomOf = Declarations();
        var strangers = new List<string>();
        foreach (var (path, text) in FilesOf(room))
        {
            foreach (var word in Words().Matches(text).Select(match => match.Value).Distinct())
            {
                if (roomOf.TryGetValue(word, out var owner) && owner != room && !IsAllowed(room, known, owner, word))
                {
                    strangers.Add($"{Path.GetRelativePath(Source, path)} names {word} of {owner}");
                }
            }
        }

        Assert.True(strangers.Count == 0, string.Join('\n', strangers));
    }

    [Fact]
    public void The_table_has_no_room_that_is_gone() =>
        Assert.Equal(MayName.Keys.Order(), Directory.GetDirectories(Path.Combine(Source, "LossKit")).Select(NameOf).Where(IsRoom).Order());

    [Fact]
    public void Types_are_found_in_their_rooms()
    {
        var roomOf = Declarations();
        Assert.Equal("Losses", roomOf["HuberLoss"]);
        Assert.Equal("Numerics", roomOf["ILane"]);
        Assert.Equal("Guarding", roomOf["LossException"]);
        Assert.Equal("Kernels", roomOf["Violation"]);
        Assert.Equal("Reduction", roomOf["GradientMode"]);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_the_next(string project)
    {
        Assert.True(ProjectReferences.TryGetValue(project, out var expected), $"src/{project} is a project that the table does not have.");
        var text = File.ReadAllText(Path.Combine(Source, project, project + ".csproj"));
        Assert.Equal(expected, Reference().Matches(text).Select(match => match.Groups["name"].Value));
    }

    private static bool IsAllowed(string room, string[] known, string owner, string type) =>
        known.Contains(owner) && (!OnlyThese.TryGetValue((room, owner), out var types) || types.Contains(type));

    private static Dictionary<string, string> Declarations()
    {
        var roomOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var room in MayName.Keys)
        {
            foreach (var (_, text) in FilesOf(room))
            {
                foreach (var name in Declaration().Matches(text).Select(match => match.Groups["name"].Value))
                {
                    Assert.True(roomOf.TryAdd(name, room) || roomOf[name] == room, $"{name} is declared in {room} and in {roomOf[name]}");
                }
            }
        }

        return roomOf;
    }

    // Comments may name anything; texts are not code.
    private static IEnumerable<(string Path, string Text)> FilesOf(string room) =>
        Directory.EnumerateFiles(Path.Combine(Source, "LossKit", room), "*.cs", SearchOption.AllDirectories)
            .Select(path => (path, Literal().Replace(Comment().Replace(File.ReadAllText(path), string.Empty), "\"\"")));

    private static string NameOf(string folder) => Path.GetFileName(folder);

    private static bool IsRoom(string folder) => folder is not ("bin" or "obj");

    private static string RepositoryRoot([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));

    [GeneratedRegex(@"//.*", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Comment();

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b[A-Z]\w*", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Words();

    [GeneratedRegex(
        @"^(public|internal) [a-z ]*(class|struct|interface|enum|record) (?<name>[A-Z]\w*)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        TimeoutMilliseconds)]
    private static partial Regex Declaration();

    [GeneratedRegex("""<ProjectReference Include="[^"]*/(?<name>[\w.]+)\.csproj" """, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Reference();
}
