using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.LocalHost.Http;

/// <summary>The key that admin routes ask for, as in Azure: header x-functions-key, or code in the query.</summary>
internal sealed class FunctionKey(string key)
{
    public const string Header = "x-functions-key";
    private readonly byte[] _hash = Hash(key);

    public string Value => key;

    /// <summary>Made once at random, and kept where only this user reads it.</summary>
    public static FunctionKey FromFolder(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "function-key");
        if (!File.Exists(path))
        {
            // written aside, then moved: a key is whole or not there
            var draft = path + ".new";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var file = new StreamWriter(draft, options))
            {
                file.Write(Convert.ToHexString(RandomNumberGenerator.GetBytes(24)));
            }

            File.Move(draft, path, overwrite: true);
        }

        return new FunctionKey(File.ReadAllText(path).Trim());
    }

    public bool Opens(HttpRequest request)
    {
        string? given = request.Headers.TryGetValue(Header, out var header) ? header : request.Query["code"];
        return given is not null && CryptographicOperations.FixedTimeEquals(Hash(given), _hash);
    }

    // of one length whatever the key's: the comparison tells nothing
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
