namespace IntegrationHub.LocalHost;

/// <summary>The hub can't start. The message is one clear sentence that says what to do, and is all that the user sees.</summary>
internal sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
