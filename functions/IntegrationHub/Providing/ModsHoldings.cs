using System.Xml.Linq;
using IntegrationHub.Linking;

namespace IntegrationHub.Providing;

/// <summary>Who holds a resource: a location for each place, with its address where that is on other terms than the description says.</summary>
internal static class ModsHoldings
{
    private static readonly XNamespace Mods = ModsOut.Mods;

    public static IEnumerable<XElement> Write(ProvidedResource provided) =>
        provided.LeadingPlaces.Select(place => LocationOf(provided, place, address: null)).Concat(provided.OtherPlaces.Select(place => LocationOf(provided, place, place.Url)));

    private static XElement LocationOf(ProvidedResource provided, AccessPlace place, string? address) => new(
        Mods + "location",
        ModsOut.Text("physicalLocation", provided.NameOf(place.Source)),
        address is null ? null : new XElement(
            Mods + "holdingSimple",
            new XElement(
                Mods + "copyInformation",
                ModsOut.Text("electronicLocator", address),
                AccessTerms.Of(place.Status, embargoEnd: null).Select(term => ModsOut.Text("note", term, ("type", "access"))))));
}
