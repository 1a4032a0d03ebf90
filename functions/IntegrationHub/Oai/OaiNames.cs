using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IntegrationHub.Oai;

/// <summary>Names and patterns of the schemas that the provider side writes and checks.</summary>
internal static partial class OaiNames
{
    public const string Schema = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd";
    public const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    public static readonly XNamespace Oai = "http://www.openarchives.org/OAI/2.0/";
    public static readonly XNamespace Static = "http://www.openarchives.org/OAI/2.0/static-repository";
    public static readonly XNamespace Gateway = "http://www.openarchives.org/OAI/2.0/gateway/";

    [GeneratedRegex(@"^[A-Za-z0-9\-_.!~*'()]+\z")]
    public static partial Regex MetadataPrefix();

    [GeneratedRegex(@"^[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*\z")]
    public static partial Regex SetSpec();

    [GeneratedRegex(@"^\S+@(\S+\.)+\S+\z")]
    public static partial Regex Email();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}\z")]
    private static partial Regex DayShape();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\z")]
    private static partial Regex SecondShape();

    public static bool IsSecond(string text) => SecondShape().IsMatch(text) && OaiDates.Parse(text) is not null;

    public static bool IsDay(string text) => DayShape().IsMatch(text) && OaiDates.Parse(text) is not null;

    public static bool IsUri(string text) => Uri.TryCreate(text, UriKind.Absolute, out _) && !text.Any(char.IsWhiteSpace);
}
