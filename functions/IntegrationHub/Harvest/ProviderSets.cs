using IntegrationHub.Oai;

namespace IntegrationHub.Harvest;

/// <summary>A provider's sets, for a harvest that is cut by them.</summary>
internal static class ProviderSets
{
    /// <summary>A plan is one row, and a repository may list tens of thousands of sets.</summary>
    private const int MostSets = 1000;

    /// <returns>A slice for each of the highest sets; the slice itself where there are none, or too many of them.</returns>
    public static async Task<(IReadOnlyList<RunSlice> Pieces, OaiFetch.Busy? Busy)> CutAsync(Run run, RunSlice slice, HostPass pass, CancellationToken ct)
    {
        var specs = new HashSet<string>(StringComparer.Ordinal);
        var first = OaiRequest.ListSets(new Uri(run.Source.BaseUrl));
        var asked = new HashSet<string>(StringComparer.Ordinal);
        var request = first;
        while (true)
        {
            switch (await pass.FetchAsync(request, ct))
            {
                case OaiFetch.Busy busy:
                    return ([slice], busy);
                case OaiFetch.Page page when TryRead(page.Body) is { } read:
                    specs.UnionWith(read.Sets.Select(set => set.Spec));
                    if (read.ResumptionToken is { } token && read.Sets.Count > 0 && asked.Add(token.Value))
                    {
                        request = first.Resume(token.Value);
                        continue;
                    }

                    break;
                default:
                    return ([slice], null);
            }

            // Whoever asks for a set gets those below it too (section 2.6).
            var highest = specs.Where(spec => !Above(spec).Any(specs.Contains)).Order(StringComparer.Ordinal).ToList();
            return (highest.Count is 0 or > MostSets ? [slice] : [.. highest.Select(spec => slice with { Set = spec })], null);
        }
    }

    private static IEnumerable<string> Above(string spec)
    {
        for (var colon = spec.LastIndexOf(':'); colon > 0; colon = spec.LastIndexOf(':', colon - 1))
        {
            yield return spec[..colon];
        }
    }

    private static OaiSets? TryRead(byte[] body)
    {
        try
        {
            return OaiSets.Read(body);
        }
        catch (OaiFormatException)
        {
            return null;
        }
    }
}
