using CsCheck;
using IntegrationHub.Publishing;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public sealed class IdentifierPropertyTests
{
    // Valid ones of each scheme, to be taken apart and put together wrongly.
    private static readonly (IdentifierScheme Scheme, string Value)[] Known =
    [
        (IdentifierScheme.Isbn, "9787020002207"), (IdentifierScheme.Issn, "0378-5955"), (IdentifierScheme.Issn, "1998-2003"), (IdentifierScheme.Doi, "10.1000/a<b>#c"),
        (IdentifierScheme.Doi, "10.1000/中文"), (IdentifierScheme.Ismn, "9790260000438"), (IdentifierScheme.Handle, "11022/0000-0000-2417-A"),
        (IdentifierScheme.Ark, "ark:12148/bpt6k-107371t/f5.item"), (IdentifierScheme.UrnNbn, "urn:nbn:de:kobv:83-opus4-39397"), (IdentifierScheme.UrnNbn, "urn:nbn:fi-fe2010ABC"),
        (IdentifierScheme.Arxiv, "1501.00001"), (IdentifierScheme.Arxiv, "hep-th/9901001"), (IdentifierScheme.Pmid, "22140103"), (IdentifierScheme.Pmcid, "PMC3531190"),
        (IdentifierScheme.Oclc, "37742507"), (IdentifierScheme.Lccn, "n79018774"), (IdentifierScheme.Lccn, "2001000002"), (IdentifierScheme.Cstr, "31253.11.sciencedb.j00001.00123"),
        (IdentifierScheme.UnifiedBookNumber, "10019·1234"), (IdentifierScheme.CnSerial, "11-2746/G2"), (IdentifierScheme.CnSerial, "31-0070"),
        (IdentifierScheme.NationalBibliography, "dnb:980696216"), (IdentifierScheme.NationalBibliography, "bnb:GBA7D8393"), (IdentifierScheme.NationalBibliography, "GFR67-A14-54"),
    ];

    private static readonly string[] Labels =
    [
        "ISBN ", "ISSN: ", "ISMN ", "doi:", "hdl:", "ark:/", "urn:nbn:", "arXiv:", "PMID ", "PMC", "OCLC ", "(OCoLC)", "ocm", "LCCN ", "CSTR:", "统一书号", "CN ", "国内统一刊号：", "bnb ", "nbn ",
        "urn:", "info:", "info:lccn/", "http://", "https://doi.org/", "https://hdl.handle.net/", "https://n2t.net/", "https://identifiers.org/", "https://d-nb.info/", "https://cstr.cn/", "10.", "M-", "(", "; ", ", ",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["0123456789-X /.:;,()·－０９ISBNCdoi\0\u0007\u0085\u2028\uD800\uFFFD %"], 0, 40],
        Gen.Select(Gen.OneOfConst(Labels), Gen.OneOfConst(Known), Gen.String[0, 12], static (label, known, rest) => label + known.Value + rest),
        Gen.Select(Gen.OneOfConst(Labels), Gen.OneOfConst(Labels), Gen.OneOfConst(Known), Gen.Int[0, 12], Gen.String[Gen.Char["0123456789abX-/.% "], 0, 4],
            static (one, two, known, cut, put) => one + two + known.Value[..Math.Min(cut, known.Value.Length)] + put + known.Value[Math.Min(cut, known.Value.Length)..]));

    [Fact]
    public void A_Canonical_Form_Reads_As_Itself()
    {
        foreach (var (scheme, value) in Known)
        {
            Assert.Equal(new Identifier(scheme, value), IdentifierText.ReadLabelled(scheme.ToString(), value));
        }
    }

    [Fact]
    public void Every_Scheme_Is_Known_Here() =>
        Assert.Equal(
            Enum.GetValues<IdentifierScheme>().Except([IdentifierScheme.Other, IdentifierScheme.Uri]).Order(), Known.Select(known => known.Scheme).Distinct().Order());

    [Fact]
    public void What_Was_Read_Is_Read_Again_As_The_Same() => Texts.Sample(text =>
    {
        if (IdentifierText.Read(text) is { } identifier)
        {
            Assert.Equal(identifier, Again(identifier));
        }
    }, iter: 20_000);

    [Fact]
    public void A_Uri_Made_Of_An_Identifier_Reads_As_It()
    {
        foreach (var (scheme, value) in Known)
        {
            Verify(new Identifier(scheme, value));
        }

        Texts.Sample(text =>
        {
            if (IdentifierText.Read(text) is { Scheme: not IdentifierScheme.Other and not IdentifierScheme.Uri } identifier)
            {
                Verify(identifier);
            }
        }, iter: 20_000);

        static void Verify(Identifier identifier)
        {
            if (IdentifierUri.Of(identifier) is { } uri)
            {
                Assert.True(Uri.TryCreate(uri, UriKind.Absolute, out _) && uri.All(static c => c is > ' ' and <= '~' and not '"' and not '<' and not '>'), uri);
                Assert.Equal(identifier, IdentifierText.Read(uri));
            }
        }
    }

    [Fact]
    public void Any_Text_Is_Read_Without_Fault_And_No_Control_Character_Comes_Out() => Texts.Sample(text =>
    {
        var found = new List<Identifier>();
        IdentifierText.ReadAll(text, found);
        IdentifierText.Scan(text, found);
        foreach (var label in (ReadOnlySpan<string>)["isbn", "doi", "Handle", "ark", "urn", "nbn", "nbn:ccnb", "lccn", "oclc", "arXiv", "pmc", "CSTR", "统一书号", "CN", "EAN13", "local", "", text])
        {
            if (IdentifierText.ReadLabelled(label, text) is { } identifier)
            {
                found.Add(identifier);
            }
        }

        AgentIdentifier.TryParse(text, out _);
        Assert.All(found, identifier =>
        {
            Assert.NotEmpty(identifier.Value);
            Assert.DoesNotContain(identifier.Value, char.IsControl);
        });
    }, iter: 20_000);

    [Theory]
    [InlineData(IdentifierScheme.Isbn, "9787020002207")]
    [InlineData(IdentifierScheme.Isbn, "702000220X")]
    [InlineData(IdentifierScheme.Issn, "0378-5955")]
    [InlineData(IdentifierScheme.Ismn, "9790260000438")]
    [InlineData(IdentifierScheme.Ismn, "M260000438")]
    [InlineData(IdentifierScheme.NationalBibliography, "dnb:980696216")]
    public void One_Other_Digit_Is_Noticed(IdentifierScheme scheme, string valid)
    {
        Assert.Equal(false, IdentifierText.ReadLabelled(scheme.ToString(), valid)?.Invalid);
        for (var at = 0; at < valid.Length; at++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (char.IsAsciiLetterOrDigit(valid[at]) && !(at < 4 && char.IsAsciiLetter(valid[at])) && valid[at] != digit)
                {
                    var altered = $"{valid[..at]}{digit}{valid[(at + 1)..]}";
                    Assert.True(IdentifierText.ReadLabelled(scheme.ToString(), altered) is null or { Invalid: true }, altered);
                }
            }
        }
    }

    private static Identifier? Again(Identifier identifier) =>
        identifier.Scheme is IdentifierScheme.Other or IdentifierScheme.Uri ? IdentifierText.Read(identifier.Value) : IdentifierText.ReadLabelled(identifier.Scheme.ToString(), identifier.Value);
}
