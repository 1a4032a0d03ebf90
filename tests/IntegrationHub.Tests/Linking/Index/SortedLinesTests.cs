using System.Text;
using CsCheck;
using IntegrationHub.Linking;

namespace IntegrationHub.Tests.Linking;

public sealed class SortedLinesTests
{
    private static readonly Gen<(ulong[] Held, ulong[] Asked)> Hashes = Gen.Select(Gen.ULong.Array[0, 60], Gen.ULong.Array[0, 30]);

    [Fact]
    public void Keys_Of_Text_Are_Found_In_Their_Order_From_Where_The_Last_One_Was()
    {
        Hashes.Sample(sample =>
        {
            // Every second key that is asked for is there.
            var held = sample.Held.Concat(sample.Asked.Where((_, i) => i % 2 == 0)).Select(TextKey).Distinct().ToList();
            string[] others = ["[\"doi:10.1000/a\",\"x\"]", "[\"uri:https://example.org/\",\"x\"]"];
            var lines = new SortedLines(Encoding.UTF8.GetBytes(string.Concat(held.Select(key => $"[\"{key}\",\"x\"]").Concat(others).Order(StringComparer.Ordinal).Select(line => line + "\n"))), KeyLine.KeyOf);
            var next = 0;
            foreach (var key in sample.Asked.Select(TextKey).Distinct().Order())
            {
                var found = lines.FindFrom(ref next, KeyLine.Encode(key));

                Assert.Equal(held.Contains(key) ? $"[\"{key}\",\"x\"]" : "", Encoding.UTF8.GetString(found.Span));
                Assert.Equal(lines.Find(KeyLine.Encode(key)).ToArray(), found.ToArray());
            }
        });
    }

    private static MatchKey TextKey(ulong seed) => MatchKey.OfText("title", seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
