namespace LossKit.Tests;

/// <summary>Which end of its pages an array touches.</summary>
internal enum PageEdge
{
    /// <summary>The inaccessible page lies directly behind the last element.</summary>
    End,

    /// <summary>The inaccessible page lies directly before the first element.</summary>
    Start,
}
