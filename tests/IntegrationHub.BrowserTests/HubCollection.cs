namespace IntegrationHub.BrowserTests;

/// <summary>One hub and one browser for every class that says <c>[Collection(HubCollection.Name)]</c>.</summary>
[CollectionDefinition(Name)]
public sealed class HubCollection : ICollectionFixture<HubFixture>
{
    public const string Name = "hub";
}
