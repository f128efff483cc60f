return await LossKit.Cli.CommandShell.RunAsync(args);
