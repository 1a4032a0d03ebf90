using System.Text.Json;
using IntegrationHub.Linking;

namespace IntegrationHub.Operations;

/// <summary>An export of decisions, read with every mistake in it. Pure.</summary>
internal static class DecisionImport
{
    public const int MostBytes = 16 * 1024 * 1024;

    private const int MostMistakes = 100;
    private const int LongestText = 2_000;

    /// <summary>Clocks differ.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    /// <param name="root">An object with <c>decisions</c>, as the export writes it.</param>
    public static (IReadOnlyList<CuratorDecision> Decisions, IReadOnlyDictionary<string, string[]> Errors) Read(JsonElement root, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string[]>();
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("decisions", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            errors["$"] = ["Send an object with decisions, an array, as GET /api/admin/decisions/export gives it."];
            return ([], errors);
        }

        var decisions = new Dictionary<string, CuratorDecision>();
        foreach (var (i, element) in list.EnumerateArray().Index())
        {
            if (errors.Count >= MostMistakes)
            {
                errors["$"] = [$"There are more than {MostMistakes} mistakes; these are the first."];
                break;
            }

            var (decision, mistakes) = ReadOne(element, now);
            if (mistakes.Count > 0)
            {
                errors[$"decisions[{i}]"] = [.. mistakes];
            }
            else if (!decisions.TryGetValue(decision!.Id, out var before) || before.At <= decision.At)
            {
                decisions[decision.Id] = decision;
            }
        }

        return ([.. decisions.Values], errors);
    }

    public static bool AreEqual(CuratorDecision a, CuratorDecision b) =>
        JsonSerializer.Serialize(a, CurationJson.Default.CuratorDecision) == JsonSerializer.Serialize(b, CurationJson.Default.CuratorDecision);

    private static (CuratorDecision? Decision, List<string> Mistakes) ReadOne(JsonElement element, DateTimeOffset now)
    {
        CuratorDecision? decision;
        try
        {
            decision = element.Deserialize(CurationJson.Default.CuratorDecision);
        }
        catch (JsonException e)
        {
            return (null, [e.Path is ['$', '.', .. var property] ? $"{property}: it can't be read; take it from an export." : "This is no decision: it has id, kind, groups, by and at, as GET /api/admin/decisions/export gives them."]);
        }

        return decision is null ? (null, ["null is no decision."]) : (decision, [.. MistakesIn(decision, now)]);
    }

    private static IEnumerable<string> MistakesIn(CuratorDecision decision, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(decision.By) || decision.By.Length > LongestText)
        {
            yield return $"by: say who decided, in at most {LongestText} characters.";
        }

        if (decision.Note is { Length: > LongestText })
        {
            yield return $"note: at most {LongestText} characters are kept.";
        }

        if (decision.At > now + Ahead || decision.At == default)
        {
            yield return "at: say when it was decided; that is not in the future.";
        }

        if (!Enum.IsDefined(decision.Kind))
        {
            yield return $"kind: one of {string.Join(", ", Enum.GetNames<DecisionKind>())}.";
        }

        // JSON may put null where the type says there is none.
        if (decision.Groups is null || decision.Groups.Any(group => group is null || group.Count == 0 || group.Any(record => record?.Id is not { Length: > 0 } || record.Title is null || record.Source.Value is null)))
        {
            yield return "groups: arrays of records, each with source, id and title; none of them empty.";
            yield break;
        }

        var records = decision.Records.Select(record => record.RecordId).ToList();
        if (records.Count > CuratorBody.MostRecords)
        {
            yield return $"groups: {records.Count} records; a decision speaks of at most {CuratorBody.MostRecords}.";
        }

        if (records.Distinct().Count() != records.Count)
        {
            yield return "groups: a record stands in them twice.";
        }

        var (expected, fits) = decision.Kind switch
        {
            DecisionKind.Different or DecisionKind.Later => ("two groups or more", decision.Groups.Count > 1),
            DecisionKind.Same => ("one group of two records or more", decision.Groups.Count == 1 && records.Count > 1),
            DecisionKind.WrongIdentifier => ("one group of one record", records.Count == 1),
            _ => ("one group", decision.Groups.Count == 1),
        };
        if (!fits)
        {
            yield return $"groups: {decision.Kind} has {expected}.";
        }

        if ((decision.Kind == DecisionKind.WrongIdentifier) != (decision.Identifier is { Value.Length: > 0 }))
        {
            yield return decision.Kind == DecisionKind.WrongIdentifier ? "identifier: say which is wrong, with scheme and value." : $"identifier: {decision.Kind} has none.";
        }

        if (decision.Id != CuratorDecision.IdOf(decision.Kind, records, decision.Identifier))
        {
            yield return "id: it is not that of these records: take it from an export.";
        }
    }
}
