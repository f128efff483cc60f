namespace LossKit;

/// <summary>The branch of boxes.</summary>
internal static class BoxRules
{
    /// <summary>Gets the rules in the order they are asked.</summary>
    public static IReadOnlyList<AdviceRule> All { get; } =
    [
        AdviceRule.Said(
            Circumstance.AspectRatio,
            "width and height shall match too",
            new("ciou", "overlap, centre and aspect ratio"),
            (new("eiou", "width and height shall be pulled by themselves, which does not stop where their ratio is right"), new("smooth-l1", "the model predicts offsets from anchors: of the coordinates")),
            "Boxes of one shape: diou is enough."),
        AdviceRule.Otherwise(
            "boxes",
            _ => "boxes, and nothing was said that asks for more",
            new("giou", "it has a gradient where boxes do not touch"),
            (new("ciou", "width and height shall match too"), new("diou", "boxes lie inside each other, where giou stands still")),
            "Width and height that must match: ciou."),
    ];
}
