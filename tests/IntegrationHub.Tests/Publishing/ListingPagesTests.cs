using CsCheck;
using IntegrationHub.Publishing;

namespace IntegrationHub.Tests.Publishing;

public sealed class ListingPagesTests
{
    private const int PageSize = 10;
    private const int ListingEntries = 40;

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(9, 0, 9)]
    [InlineData(10, 0, 10)]
    [InlineData(19, 0, 19)]
    [InlineData(20, 10, 20)]
    [InlineData(29, 10, 29)]
    [InlineData(45, 30, 45)]
    public void The_Head_Shows_The_Unfinished_Page_And_The_Last_Full_One(int entries, int start, int end) =>
        Assert.Equal((start, end), new Listing(entries).Pages.RangeOf(null));

    [Fact]
    public void A_Reader_Meets_Every_Entry_Once_Whatever_Has_Left() =>
        Gen.Select(Gen.Int[1, 200], Gen.Int[0, 199].HashSet[0, 150]).Sample((length, holes) =>
        {
            var listing = new Listing(length, holes);
            if (listing.Live.Count > 0)
            {
                Assert.Equal(listing.Live.OrderDescending(), listing.Walk());
            }
        });

    [Fact]
    public void New_Arrivals_End_Where_They_Begin() =>
        Gen.Select(Gen.Int[1, 200], Gen.Int[0, 199].HashSet[0, 100], Gen.Int[0, 19]).Sample((length, holes, page) =>
        {
            var from = page * PageSize;
            var listing = new Listing(length, holes, from);
            // As it is published: the page that new arrivals begin with has an entry.
            if (listing.Live.Any(position => position >= from && position < from + PageSize))
            {
                Assert.Equal(listing.Live.Where(position => position >= from).OrderDescending(), listing.Walk());
            }
        });

    [Fact]
    public void An_Arrival_Changes_No_Page_But_The_Head_And_The_Link_From_The_Last_Full_Page()
    {
        for (var length = 30; length < 130; length++)
        {
            var before = new Listing(length);
            var after = new Listing(length + 1);
            for (var page = 1; page < length / PageSize; page++)
            {
                Assert.Equal(before.Pages.RangeOf(page), after.Pages.RangeOf(page));
                Assert.Equal(before.Links(page), after.Links(page));
            }
        }
    }

    [Fact]
    public void There_Is_No_Page_Beyond_The_Last_Full_One()
    {
        var pages = new Listing(45).Pages;

        Assert.NotNull(pages.RangeOf(4));
        Assert.Null(pages.RangeOf(5));
        Assert.Null(pages.RangeOf(0));
    }

    private sealed class Listing
    {
        private readonly ListingLines[] _blobs;

        public Listing(int length, IReadOnlySet<int>? holes = null, int from = 0)
        {
            _blobs = [.. Enumerable.Range(0, (length + ListingEntries - 1) / ListingEntries).Select(_ => ListingLines.Empty())];
            for (var position = 0; position < length; position++)
            {
                var live = holes?.Contains(position) != true;
                _blobs[position / ListingEntries].Put(position % ListingEntries, live ? new byte[] { 1 } : default);
                if (live)
                {
                    Live.Add(position);
                }
            }

            Pages = new ListingPages(new CategoryListing { Next = length, Count = Live.Count, Blobs = [.. _blobs.Select(BlobOf)] }, PageSize, ListingEntries, from);
        }

        public List<int> Live { get; } = [];

        public ListingPages Pages { get; }

        public PageLinks Links(int? page) => Pages.RangeOf(page) is var (start, end) ? Pages.Links(page, start, end, ordinal => _blobs[ordinal]) : throw new InvalidOperationException();

        /// <summary>From the head by "next" to the end, looking back by "previous" at each step.</summary>
        public List<int> Walk()
        {
            var met = new List<int>();
            for (int? page = null; ;)
            {
                var (start, end) = Pages.RangeOf(page)!.Value;
                var here = Live.Where(position => position >= start && position < end).ToList();
                Assert.NotEmpty(here);
                met.AddRange(here.OrderDescending());
                var links = Links(page);
                Assert.Equal(page is null, links.Newer is null);
                if (links.Older is not { } older)
                {
                    Assert.Equal(page, links.Oldest);
                    return met;
                }

                page = older;
            }
        }

        private static ListingBlob BlobOf(ListingLines lines, int ordinal) => lines.FirstFrom(0) is var first and >= 0
            ? new ListingBlob("name", lines.CountFrom(0), (ordinal * ListingEntries) + first, (ordinal * ListingEntries) + lines.LastBefore(lines.Length))
            : ListingBlob.Emptied;
    }
}
