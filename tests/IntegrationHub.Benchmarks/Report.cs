using System.Globalization;

namespace IntegrationHub.Benchmarks;

/// <summary>Figures as rows of a Markdown table, ready for RESULTS.md.</summary>
internal static class Report
{
    public static void Title(string title, params string[] columns)
    {
        Console.WriteLine($"\n### {title}\n\n| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => "---|"))}");
    }

    public static void Row(FormattableString first, params FormattableString[] cells) =>
        Console.WriteLine($"| {string.Join(" | ", cells.Prepend(first).Select(cell => cell.ToString(CultureInfo.InvariantCulture)))} |");
}
