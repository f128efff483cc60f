namespace LossKit;

/// <summary>A part of a model: a function of one variable, with parameters of its own and modules inside it.</summary>
/// <remarks>
/// A module of your own registers its parameters and inner modules in its constructor, in the order in which they shall be
/// saved. A module is used by one thread at a time while it is trained.
/// </remarks>
public abstract class Module
{
    private readonly List<NamedParameter> _parameters = [];
    private readonly List<Module> _modules = [];

    /// <summary>Gets all parameters, those of inner modules too, in the order of registration.</summary>
    public IReadOnlyList<NamedParameter> Parameters => _parameters;

    /// <summary>Gets whether the module is being trained or used. It begins in training.</summary>
    public ModuleMode Mode { get; private set; }

    /// <summary>Computes the module's function.</summary>
    /// <param name="input">The argument.</param>
    /// <returns>The result.</returns>
    public abstract Variable Forward(Variable input);

    /// <summary>Prepares the module and those inside it for training.</summary>
    public void Train() => SetMode(ModuleMode.Training);

    /// <summary>Prepares the module and those inside it for use.</summary>
    public void Evaluate() => SetMode(ModuleMode.Evaluation);

    /// <summary>Registers a parameter.</summary>
    /// <param name="name">Its name in this module.</param>
    /// <param name="parameter">The variable, made with <see cref="Variable.Parameter"/>.</param>
    /// <returns>The same variable.</returns>
    /// <exception cref="ArgumentException">The name is empty or taken, or the variable is no parameter.</exception>
    protected Variable Register(string name, Variable parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!parameter.RequiresGradient)
        {
            throw new ArgumentException($"'{name}' requires no gradient; make it with Variable.Parameter.", nameof(parameter));
        }

        Add(new NamedParameter(name, parameter));
        return parameter;
    }

    /// <summary>Registers a module inside this one, whose parameters are then named <c>name.parameter</c>.</summary>
    /// <typeparam name="TModule">The type of the module.</typeparam>
    /// <param name="name">Its name in this module.</param>
    /// <param name="module">The module, with all of its parameters registered.</param>
    /// <returns>The same module.</returns>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    protected TModule Register<TModule>(string name, TModule module)
        where TModule : Module
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(module);
        foreach (NamedParameter parameter in module.Parameters)
        {
            Add(new NamedParameter($"{name}.{parameter.Name}", parameter.Value));
        }

        _modules.Add(module);
        return module;
    }

    private void Add(NamedParameter parameter)
    {
        if (_parameters.Exists(other => other.Name == parameter.Name))
        {
            throw new ArgumentException($"There is already a parameter '{parameter.Name}'; give each a name of its own.", nameof(parameter));
        }

        _parameters.Add(parameter);
    }

    private void SetMode(ModuleMode mode)
    {
        Mode = mode;
        foreach (Module module in _modules)
        {
            module.SetMode(mode);
        }
    }
}
