using System.Text.Encodings.Web;
using System.Text.Json;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Providing;

/// <summary>
/// What a hub reads that harvests this one in MODS. The same, but for what a level loses: who is called a creator though the role makes none becomes a contributor, and a contributor without role gets that of
/// contributors; a name whose parts are told apart is shown as <c>Family, Given</c>; a moment of issue becomes its day; numbers that are marked as wrong stay behind; evidence that is no statement on rights
/// becomes the term for what it says.
/// </summary>
public sealed class HubFromHubTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    [Fact]
    public void A_Hub_Reads_The_Same_Description_Of_Every_Record()
    {
        foreach (var (name, record) in ProvidedRecords.All)
        {
            var read = ProvidedRecords.Read(ProvidedRecords.Write("mods", ("cashl", record)));

            Assert.Equal($"{name}\n{Kept(record)}", $"{name}\n{Kept(read)}");
        }
    }

    [Fact]
    public void Only_What_A_Level_Loses_Differs_And_Seldom()
    {
        var same = ProvidedRecords.All.Count(pair => JsonSerializer.Serialize(pair.Record) == JsonSerializer.Serialize(ProvidedRecords.Read(ProvidedRecords.Write("mods", ("cashl", pair.Record)))));

        Assert.InRange(same, ProvidedRecords.All.Count * 9 / 10, ProvidedRecords.All.Count);
    }

    [Fact]
    public void A_Free_Copy_Stays_Free_Beside_A_Library_That_Lends_To_Its_Readers()
    {
        var free = Book("https://platform.example/1", AccessStatus.Free, "免费阅读");
        var lent = Book("https://library.example/1.pdf", AccessStatus.Restricted, "仅限校内访问");

        foreach (var prefix in (string[])["mods", "marcxml", "oai_dc"])
        {
            var read = ProvidedRecords.Read(ProvidedRecords.Write(prefix, ("member", lent), ("cashl", free)));

            Assert.Equal(AccessStatus.Free, read.Access.Status);
            Assert.Equal("https://platform.example/1", read.Access.Url);
            Assert.False(read.Access.Contradicted);
        }
    }

    [Theory]
    [InlineData(AccessStatus.Registration)]
    [InlineData(AccessStatus.Free)]
    [InlineData(AccessStatus.Open)]
    [InlineData(AccessStatus.Restricted)]
    [InlineData(AccessStatus.Unknown)]
    public void What_Only_The_Source_Says_Of_Access_Is_Said_In_A_Term(AccessStatus status)
    {
        var evidence = new AccessEvidence(EvidenceKind.SourcePolicy, status, "AllFree", EvidenceStrength.Weak);
        var record = Book("https://platform.example/1", status, rights: null) with { Access = new Access { Status = status, Url = "https://platform.example/1", Evidence = [evidence] } };

        var read = ProvidedRecords.Read(ProvidedRecords.Write("mods", ("cashl", record))).Access.Status;

        // An open licence that no text names can't be told.
        Assert.Equal(status == AccessStatus.Open ? AccessStatus.Free : status, read);
    }

    [Theory]
    [InlineData("mods")]
    [InlineData("oai_dc")]
    public void An_Embargo_Ends_On_Its_Day_In_Every_Hub(string prefix)
    {
        var end = new DateOnly(2027, 3, 1);
        var record = Book("https://platform.example/1", AccessStatus.Embargoed, rights: null) with
        {
            Access = new Access { Status = AccessStatus.Embargoed, Url = "https://platform.example/1", Evidence = [RightsText.OfEmbargo(end)] },
        };

        var read = ProvidedRecords.Read(ProvidedRecords.Write(prefix, ("cashl", record))).Access;

        Assert.Equal(AccessStatus.Embargoed, read.StatusOn(end.AddDays(-1)));
        Assert.Equal(AccessStatus.Free, read.StatusOn(end));
    }

    [Fact]
    public void Relations_That_Mods_Has_No_Word_For_Are_Kept()
    {
        var record = Book("https://platform.example/1", AccessStatus.Free, rights: null) with
        {
            Related = [.. Enum.GetValues<RelationKind>().Select((kind, i) => new RelatedWork(kind, $"作品 {i}") { Identifiers = [new Identifier(IdentifierScheme.Doi, $"10.1000/{i}")] })],
        };

        var read = ProvidedRecords.Read(ProvidedRecords.Write("mods", ("cashl", record))).Related;

        Assert.Equal(record.Related.Select(Shown), read.Select(Shown));

        static string Shown(RelatedWork related) => $"{related.Kind} {related.Title} {related.Identifiers.Single()}";
    }

    private static BibliographicRecord Book(string url, AccessStatus status, string? rights) => new()
    {
        Title = "红楼梦",
        Links = [url],
        Rights = rights is null ? [] : [rights],
        Access = new Access { Status = status, Url = status >= AccessStatus.Embargoed ? url : null, Evidence = rights is null ? [] : [.. RightsText.ReadAll(rights)] },
    };

    /// <summary>Without what a level loses.</summary>
    private static string Kept(BibliographicRecord record) => JsonSerializer.Serialize(
        record with
        {
            Creators = [],
            Contributors = [.. record.Creators.Concat(record.Contributors).Select(agent => agent with { Name = agent is { Family: { } family, Given: { } given } ? family + given : agent.Name, Role = agent.Role ?? "ctb" })
                .OrderBy(agent => agent.Name, StringComparer.Ordinal).DistinctBy(agent => agent.Name)],
            Issued = record.Issued?[..Math.Min(10, record.Issued.Length)],
            IssuedEdtf = record.IssuedEdtf ?? DateText.EdtfOf(record.Issued ?? ""),
            Identifiers = [.. record.Identifiers.Where(identifier => !identifier.Invalid)],
            Related = [.. record.Related.Select(related => related with { Identifiers = [.. related.Identifiers.Where(identifier => !identifier.Invalid)] })],
            Links = [.. record.Links.Order(StringComparer.Ordinal)],
            Access = record.Access with { Evidence = [] },
        },
        Readable);
}
