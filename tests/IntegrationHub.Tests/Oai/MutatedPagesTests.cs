using System.Text;
using CsCheck;
using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Oai;

/// <summary>
/// Pages in order with a few things gone wrong are read, or refused by the protocol's own exception, within bounds; and what came before the damage is
/// as it was. The same pages each time; with <c>CsCheck_Iter</c>, <c>CsCheck_Time</c> or <c>CsCheck_Seed</c> set, CsCheck draws others, as many as wished.
/// </summary>
public class MutatedPagesTests
{
    private const int Drawn = 250;
    private const ulong Seed = 20261124;

    /// <summary>No measure of speed: what takes a thousand times as long as a page should has lost its way.</summary>
    private static readonly TimeSpan s_hang = TimeSpan.FromMinutes(2);

    private static readonly Gen<DamagedPage> s_pages = Gen.Select(Gen.OneOfConst([.. WholePages.All]), Mutation.Any.Array[1, 3], (page, mutations) => new DamagedPage(page, mutations.Aggregate(page.Bytes, (bytes, mutation) => mutation.Of(bytes)), mutations));

    /// <summary>Damage that ends where it stands: no beginning of something that would swallow what follows.</summary>
    private static readonly Gen<DamagedPage> s_payloads = Gen.Select(Gen.OneOfConst([.. WholePages.Made]), Gen.Int[0, 20], Mutation.Of(
        MutationKind.Flip, MutationKind.Noise, MutationKind.Overwrite, MutationKind.Delete, MutationKind.Control, MutationKind.Zeros, MutationKind.Reference, MutationKind.Letters,
        MutationKind.Nesting, MutationKind.Attributes, MutationKind.HugeAttribute, MutationKind.HugeName, MutationKind.Line))
        .Where((page, _, _) => page.Payloads.Count > 0)
        .Select((page, which, mutation) => new DamagedPage(page, page.Within(page.Payloads[which % page.Payloads.Count], mutation), [mutation]));

    [Fact]
    public void A_Damaged_Page_Is_Read_Or_Refused_And_What_Came_Before_The_Damage_Is_As_It_Was() => Each(s_pages, page =>
    {
        var before = Read(page.Whole[..page.Kept]);
        var read = Read(page.Damaged);

        Assert.Equal(Told(before?.Records), Told(read?.Records.Take(before?.Records.Count ?? 0)));
        Assert.Equal(before?.Rejects ?? [], (read?.Rejects ?? []).Take(before?.Rejects.Count ?? 0));
    });

    [Fact]
    public void Damage_Within_One_Payload_Costs_No_Other_Record() => Each(s_payloads, page =>
    {
        var whole = Read(page.Whole)!;
        var read = Read(page.Damaged);

        Assert.NotNull(read);
        Assert.Null(read.TruncatedBecause);
        Assert.Equal(whole.ResumptionToken?.Value, read.ResumptionToken?.Value);
        Assert.Equal(whole.Records.Select(record => record.Header.Identifier).Order(), read.Records.Select(record => record.Header.Identifier).Concat(read.Rejects.Select(reject => reject.Identifier).OfType<string>()).Order());
        Assert.InRange(whole.Records.Select(Told).Except(read.Records.Select(Told)).Count(), 0, 1);
    });

    [Fact]
    public void Every_Loss_Has_A_Reason_Of_One_Short_Line() => Each(s_pages, page =>
    {
        if (Read(page.Damaged) is not { } read)
        {
            return;
        }

        foreach (var reason in read.Rejects.Select(reject => reject.Reason).Append(read.TruncatedBecause ?? "-"))
        {
            Assert.Matches(@"\A.{1,500}\z", reason);
        }

        Assert.All(read.Rejects, reject => Assert.InRange(reject.Identifier?.Length ?? 1, 1, OaiLimits.Identifier));
        Assert.Equal(read.Truncated, read.TruncatedBecause is not null);
    });

    [Fact]
    public void Memory_Grows_With_The_Page_And_The_Records_Cut_Out_Of_It() => Each(s_pages, page =>
    {
        Read(page.Damaged);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = Read(page.Damaged);

        var passes = 8 + (read?.Repairs[OaiRepair.IllFormedRecord] ?? 50) + (read?.Repairs[OaiRepair.StrayMarkup] ?? 0);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, passes * ((150L * page.Damaged.Length) + 100_000));
    });

    [Fact]
    public void The_Quick_Scan_For_The_Token_Agrees_With_The_Parser() => Each(s_pages, page =>
    {
        if (OaiPageReader.TryReadToken(page.Damaged) is { } token && Read(page.Damaged) is { Truncated: false } read)
        {
            Assert.Equal(read.ResumptionToken?.Value, token);
        }
    });

    [Fact]
    public void Every_Reader_Of_Answers_Refuses_In_The_Protocols_Own_Words() => Each(s_pages, page =>
    {
        var formats = new MetadataFormats();
        Ends(page.Damaged, body => OaiPageReader.Read(body, formats.Read));
        Ends(page.Damaged, OaiIdentify.Read);
        Ends(page.Damaged, OaiSets.Read);
        Ends(page.Damaged, OaiMetadataFormats.Read);
    });

    private static void Each(Gen<DamagedPage> pages, Action<DamagedPage> hold)
    {
        var run = Task.Run(() =>
        {
            if (new[] { "CsCheck_Iter", "CsCheck_Time", "CsCheck_Seed" }.Any(name => Environment.GetEnvironmentVariable(name) is not null))
            {
                pages.Sample(Guarded, threads: 1);
                return;
            }

            var failures = Enumerable.Range(0, Drawn).Select(i => pages.Generate(new PCG((uint)i, Seed), null, out _)).Select(Fault).OfType<string>().ToList();
            Assert.True(failures.Count == 0, $"{failures.Count} of {Drawn}, the shortest is {failures.MinBy(failure => failure.Length)}");
        });
        run.GetAwaiter().GetResult();

        void Guarded(DamagedPage page) => Assert.True(Fault(page) is null, Fault(page));

        string? Fault(DamagedPage page)
        {
            try
            {
                return Task.Run(() => hold(page)).Wait(s_hang) ? null : $"{page}: hangs";
            }
            catch (AggregateException e)
            {
                return $"{page}: {e.InnerException}";
            }
        }
    }

    private static OaiPage<string>? Read(byte[] body) => Ends(body, bytes => OaiPageReader.Read(bytes, reader => reader.ReadOuterXml()));

    private static T? Ends<T>(byte[] body, Func<ReadOnlyMemory<byte>, T> read)
        where T : class
    {
        try
        {
            return read(body);
        }
        catch (OaiFormatException e)
        {
            Assert.Matches(@"\A.{1,700}\z", e.Message);
            return null;
        }
    }

    private static string Told(IEnumerable<OaiRecord<string>>? records) => string.Join('\n', (records ?? []).Select(Told));

    private static string Told(OaiRecord<string> record) =>
        $"{record.Header.Identifier} {record.Header.Datestamp} {string.Join(',', record.Header.SetSpecs)} {record.Header.Deleted} {record.Metadata}";

    private sealed class DamagedPage(WholePage page, byte[] damaged, Mutation[] mutations)
    {
        public byte[] Whole => page.Bytes;

        public byte[] Damaged => damaged;

        /// <summary>How many bytes stand before the first damage.</summary>
        public int Kept => Whole.AsSpan().CommonPrefixLength(Damaged);

        public override string ToString() => $"{page} ({Whole.Length} bytes, {Kept} kept) under {string.Join(", ", mutations.Select(mutation => mutation.ToString()))}\n{Encoding.UTF8.GetString(Damaged.AsSpan(Math.Max(0, Kept - 200), Math.Min(Damaged.Length - Math.Max(0, Kept - 200), 600)))}\n";
    }
}
