using System.Xml;
using System.Xml.Linq;
using CsCheck;
using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

/// <summary>The fixtures of every format, with anything at all written into their texts and attributes.</summary>
public sealed class CrosswalkPropertyTests
{
    // what a provider's database may hold at worst; what XML can't carry is written as it arrives after a page's repair: unchecked
    private static readonly Gen<string> Dirt = Gen.OneOf(
        Gen.String[Gen.Char["\u0000\u0001\u0008\u000B\u001F\u007F\u0085\u009F\u00AD\u200B\u2028\u202E\uFEFF\uFFFD\uFFFE\uFFFF\uD800\uDC00a文 "], 0, 12],
        Gen.Const("Ã©tude"),
        Gen.Const("&amp;amp;lt;b&amp;amp;gt;x&lt;/b&gt;"),
        Gen.Const("<p>x</p><script>y</script>"),
        Gen.Const("1998-2001"),
        Gen.Const("民国八十五年"),
        Gen.Const("ISBN 978-7-02-000220-7 (精装) : CNY 30.00; ISSN 1001-8867"),
        Gen.Const("https://doi.org/10.1000/%00%1Fx"),
        Gen.Const("http://a.example/\u0001?x=\u009F"),
        Gen.String);

    private static readonly string[] Payloads =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("tests", "IntegrationHub.Tests", "Records", "Crosswalks"), "*.xml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => XDocument.Load(file).Root!)
            .SelectMany(root => root.Name.LocalName == "fixtures" ? root.Elements() : [root])
            .Select(Payload.Write),
    ];

    [Fact]
    public void No_Control_Character_Ever_Leaves_And_Nothing_But_A_Reason_Is_Thrown() =>
        Gen.Select(Gen.Int[0, Payloads.Length - 1], Gen.Int[0, 1_000], Dirt.Array[1, 6], Gen.Bool).Sample(
            (which, place, dirt, attributes) =>
            {
                if (Read(Spoil(Payloads[which], place, dirt, attributes)) is not { } read)
                {
                    return;
                }

                Assert.NotEqual("", read.Record.Title);
                Assert.All(RecordTexts.Of(read.Record).Concat(read.Dropped), text => Assert.True(IsClean(text), $"'{Uri.EscapeDataString(text)}'"));
                Assert.Equal(Fingerprint.Of(read.Record, []), Fingerprint.Of(read.Record with { }, []));
                Assert.True(read.Record.Access.Status < AccessStatus.Registration || read.Record.Access.Url is not null, "Free needs a link.");
            },
            iter: 4_000,
            seed: "0000KCuT7sx80");

    [Fact]
    public void The_Same_Payload_Is_The_Same_Record_Whatever_Was_Read_Before_It()
    {
        var formats = new MetadataFormats();
        var alone = Payloads.Select(payload => Shown(Read(payload))).ToList();

        Assert.Equal(alone, Payloads.Select(payload => Shown(Read(payload, formats))));
        Assert.Equal(alone.AsEnumerable().Reverse(), Payloads.Reverse().Select(payload => Shown(Read(payload, formats))));

        static string? Shown(CrosswalkedRecord? read) => read is null ? null : $"{read.Format} {Fingerprint.Of(read.Record, [])} {read.Url} {string.Join(' ', read.Dropped)}";
    }

    /// <summary>Of the rows that fit an element the first decides: one that asks less, before one for the same path that asks more, leaves that without work.</summary>
    [Fact]
    public void No_Row_Is_Hidden_By_One_Before_It()
    {
        foreach (var table in CrosswalkTable.Names().Select(CrosswalkTable.Load))
        {
            var rows = table.Rows.Where(static row => row.Attribute is null && row.Positions is null).ToList();
            for (var i = 0; i < rows.Count; i++)
            {
                Assert.True(!rows.Take(i).Any(before => Hides(before, rows[i])), $"Crosswalk {table.Name}: row {rows[i].Order}, {string.Join('/', rows[i].Path.Select(static step => step.Name))}, is never reached.");
            }
        }

        static bool Hides(CrosswalkRow before, CrosswalkRow row) => before.Path.Count == row.Path.Count && before.Path.Zip(row.Path).All(static pair => Covers(pair.First, pair.Second));

        static bool Covers(CrosswalkStep before, CrosswalkStep step) =>
            (before.Anywhere || !step.Anywhere) && (before.Prefix is null || before.Prefix == step.Prefix) && IsName(before.Name, step.Name)
            && before.Conditions.All(condition => step.Conditions.Any(condition.IsSame));

        static bool IsName(string before, string name) => before == name
            || (before.EndsWith('*') && name.StartsWith(before[..^1], StringComparison.OrdinalIgnoreCase))
            || (name.Length > 1 && before.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static string Spoil(string payload, int place, string[] dirt, bool attributes)
    {
        var root = XElement.Parse(payload);
        // only in a text can the reader be given what XML forbids
        foreach (var section in root.DescendantNodes().OfType<XCData>().ToList())
        {
            section.ReplaceWith(new XText(section.Value));
        }

        var texts = root.DescendantNodes().OfType<XText>().Where(text => !string.IsNullOrWhiteSpace(text.Value)).ToList();
        for (var i = 0; i < dirt.Length && texts.Count > 0; i++)
        {
            var text = texts[(place + (i * 7)) % texts.Count];
            text.Value = i % 2 == 0 ? dirt[i] : text.Value + dirt[i];
        }

        var values = root.DescendantsAndSelf().Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).ToList();
        if (attributes && values.Count > 0)
        {
            values[place % values.Count].Value = dirt[0];
        }

        using var written = new StringWriter();
        using (var writer = XmlWriter.Create(written, new XmlWriterSettings { CheckCharacters = false, OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize }))
        {
            // a writer refuses half a character even so
            foreach (var text in root.DescendantNodes().OfType<XText>())
            {
                text.Value = WithoutHalves(text.Value);
            }

            foreach (var attribute in values)
            {
                attribute.Value = WithoutHalves(attribute.Value);
            }

            root.WriteTo(writer);
        }

        return written.ToString();
    }

    private static string WithoutHalves(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));

    private static CrosswalkedRecord? Read(string payload, MetadataFormats? formats = null)
    {
        using var reader = XmlReader.Create(new StringReader(payload), new XmlReaderSettings { CheckCharacters = false });
        reader.MoveToContent();
        try
        {
            return (formats ?? new MetadataFormats()).Read(reader);
        }
        catch (FormatException e)
        {
            Assert.NotEqual("", e.Message);
            return null;
        }
    }

    private static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) || text[i] is '\uFFFE' or '\uFFFF')
            {
                return false;
            }

            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
