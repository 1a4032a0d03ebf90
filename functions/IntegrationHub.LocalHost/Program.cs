using IntegrationHub.LocalHost;

try
{
    var workspace = Workspace.Find();
    var (wishes, exitCode) = new CommandLine().Parse(args, workspace.DefaultDataFolder, Console.Out, Console.Error);
    return wishes is null ? exitCode : await LocalHub.RunAsync(wishes, workspace, Console.Out);
}
catch (StartupException sentence)
{
    Console.Error.WriteLine(sentence.Message);
    return 1;
}
