using System.Xml;

namespace IntegrationHub.Oai;

/// <summary>One page of ListSets (section 4.6). <see cref="Errors"/> holds noSetHierarchy where there are none.</summary>
public sealed record OaiSets(IReadOnlyList<OaiSet> Sets, IReadOnlyList<OaiError> Errors, OaiResumptionToken? ResumptionToken)
{
    /// <exception cref="OaiFormatException">No OAI-PMH answer.</exception>
    public static OaiSets Read(ReadOnlyMemory<byte> body)
    {
        var parser = TolerantXml.Parse(body, static _ => new Parser());
        return new OaiSets(parser.Sets, parser.Errors, parser.Token);
    }

    private sealed class Parser : AnswerParser
    {
        public List<OaiSet> Sets { get; } = [];

        protected override bool ReadChild(XmlReader reader)
        {
            if (!Named(reader, nameof(OaiVerb.ListSets)))
            {
                return false;
            }

            ReadChildren(reader, child =>
            {
                if (Named(child, "set"))
                {
                    ReadSet(child);
                }
                else if (!ReadCommon(child))
                {
                    child.Skip();
                }
            });
            return true;
        }

        private void ReadSet(XmlReader reader)
        {
            string spec = "", name = "";
            ReadChildren(reader, child =>
            {
                if (Named(child, "setSpec"))
                {
                    spec = ReadText(child);
                }
                else if (Named(child, "setName"))
                {
                    name = ReadText(child);
                }
                else
                {
                    child.Skip();
                }
            });
            if (spec.Length > 0)
            {
                Sets.Add(new OaiSet(spec, name.Length > 0 ? name : spec));
            }
        }
    }
}

/// <param name="Spec">Colons separate levels (section 2.6).</param>
/// <param name="Name">Equals <paramref name="Spec"/> where the provider gives none.</param>
public sealed record OaiSet(string Spec, string Name);
