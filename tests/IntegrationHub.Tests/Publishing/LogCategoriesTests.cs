using System.Text;
using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Publishing;

public sealed class LogCategoriesTests
{
    [Fact]
    public void Finds_The_Lines_That_A_Look_At_Each_Would_Find()
    {
        var random = new Random(7);
        string[] names = ["all", "type/book", "subject/I/I2", "subject/I/all", "platform/in"];
        var entries = Enumerable.Range(0, 500)
            .Select(i => new LogEntry(
                "2026-05-04T03:02:01Z", ResourceId.Of(new RecordId(SourceId.Parse("cashl"), $"oai:{i}")), i % 9 == 0 ? ChangeKind.Withdrawn : ChangeKind.Added, 1,
                [.. names.Where((_, j) => j == 0 || random.Next(4) == 0)], i % 9 == 0 ? ResourceId.Of(new RecordId(SourceId.Parse("cashl"), "in")) : null))
            .OrderBy(entry => entry.Id)
            .ToList();
        var text = string.Concat(entries.Select(entry => JsonSerializer.Serialize(entry, FeedManifestJson.Default.LogEntry) + "\n"));
        var categories = LogCategories.Of(new SortedLines(Encoding.UTF8.GetBytes(text), LogEntry.KeyOf));

        foreach (var prefix in (string[])["all", "type", "subject", "subject/I/I2", "platform", "none"])
        {
            bool Fits(string category) => category.StartsWith(prefix, StringComparison.Ordinal);
            Assert.Equal(entries.Select((entry, i) => (entry, i)).Where(pair => pair.entry.In.Any(Fits)).Select(pair => pair.i), categories.LinesIn(Fits));
        }
    }
}
