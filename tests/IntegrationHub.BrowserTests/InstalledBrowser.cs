namespace IntegrationHub.BrowserTests;

/// <summary>The Chromium or Chrome of this machine. The tests download no browser.</summary>
internal static class InstalledBrowser
{
    private const string Variable = "CHROMIUM_PATH";

    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        .. new[] { Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData }
            .Select(Environment.GetFolderPath).Where(folder => folder.Length > 0).Select(folder => System.IO.Path.Combine(folder, "Google", "Chrome", "Application", "chrome.exe")),
    ];

    public static string? Path { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen
        ? chosen
        : UsualPlaces.FirstOrDefault(File.Exists);

    /// <summary>Null: there is one, or there must be one, because this is a CI run.</summary>
    public static string? ReasonToSkip => Path is null && Environment.GetEnvironmentVariable("CI") is null or "" or "false" ? Advice : null;

    public static string Advice => $"No Chromium or Chrome on this machine: 'apt-get install chromium fonts-noto-cjk' or the like, or name one in {Variable}.";
}

/// <summary>A test in a browser; skipped, with the advice how to install one, where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = InstalledBrowser.ReasonToSkip;
}

/// <summary>As <see cref="BrowserFactAttribute"/>, with arguments.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = InstalledBrowser.ReasonToSkip;
}
