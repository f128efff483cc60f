namespace LossKit;

/// <summary>Modules one after the other. Their parameters are named by position: <c>0.weight</c>, <c>0.bias</c>, <c>2.weight</c> …</summary>
public sealed class Sequential : Module
{
    private readonly Module[] _modules;

    /// <summary>Initializes a new instance of the <see cref="Sequential"/> class.</summary>
    /// <param name="modules">The modules, in order.</param>
    public Sequential(params ReadOnlySpan<Module> modules)
    {
        _modules = modules.ToArray();
        for (int i = 0; i < _modules.Length; i++)
        {
            Register(i.ToString(System.Globalization.CultureInfo.InvariantCulture), _modules[i]);
        }
    }

    /// <summary>Gets the modules, in order.</summary>
    public IReadOnlyList<Module> Modules => _modules;

    /// <inheritdoc/>
    public override Variable Forward(Variable input)
    {
        foreach (Module module in _modules)
        {
            input = module.Forward(input);
        }

        return input;
    }
}
