using System.Xml.Linq;

namespace IntegrationHub.Oai;

/// <summary>Foreign XML, cut out of one document so that it means the same in another.</summary>
internal static class Payload
{
    /// <summary>Declares on the element itself the prefixes that it uses from around it, those in values (<c>xsi:type="dcterms:URI"</c>) included.</summary>
    public static string Write(XElement element)
    {
        var copy = new XElement(element);
        var text = element.ToString(SaveOptions.DisableFormatting);
        foreach (var declaration in element.Ancestors().Attributes().Where(attribute => attribute.IsNamespaceDeclaration))
        {
            var prefix = declaration.Name.LocalName;
            if (declaration.Name.Namespace != XNamespace.None && copy.Attribute(declaration.Name) is null && text.Contains(prefix + ":", StringComparison.Ordinal))
            {
                copy.Add(new XAttribute(declaration));
            }
        }

        return copy.ToString(SaveOptions.DisableFormatting);
    }
}
