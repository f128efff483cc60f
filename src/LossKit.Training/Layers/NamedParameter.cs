namespace LossKit;

/// <summary>A parameter of a model and the name under which it is saved.</summary>
/// <param name="Name">The path through the modules, such as <c>0.weight</c>.</param>
/// <param name="Value">The variable that training changes.</param>
public sealed record NamedParameter(string Name, Variable Value);
