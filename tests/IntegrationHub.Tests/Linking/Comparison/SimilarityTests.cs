using CsCheck;
using IntegrationHub.Linking;

namespace IntegrationHub.Tests.Linking;

public sealed class SimilarityTests
{
    private static readonly Gen<string> Texts = Gen.Char["abc 文献"].Array[0, 90].Select(letters => new string(letters));

    [Theory]
    [InlineData("metadata", "metadata", 0)]
    [InlineData("metadata", "metdaata", 1)]
    [InlineData("metadata", "metdata", 1)]
    [InlineData("文献学", "文件学", 1)]
    [InlineData("", "abc", 3)]
    public void Counts_Edits(string a, string b, int edits) => Assert.Equal(edits, Similarity.Distance(a, b, 10));

    [Fact]
    public void Counts_As_The_Table_Does() => Gen.Select(Texts, Texts).Sample((a, b) =>
        Assert.Equal(Table(a, b), Similarity.Distance(a, b, 200)));

    [Fact]
    public void Says_So_Where_It_Takes_More_Edits_Than_Asked() => Gen.Select(Texts, Texts, Gen.Int[0, 20]).Sample((a, b, limit) =>
        Assert.Equal(Table(a, b) <= limit, Similarity.Distance(a, b, limit) <= limit));

    /// <summary>The distance as the textbook has it (optimal string alignment).</summary>
    private static int Table(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[a.Length, b.Length];
    }
}
