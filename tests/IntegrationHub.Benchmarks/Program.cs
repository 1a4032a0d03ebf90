using System.Globalization;
using IntegrationHub.Benchmarks;
using IntegrationHub.Quality;

const string Usage = """
    Measures the hub against floors of the same run. Build with -c Release, and leave the machine alone meanwhile.

      harvest    [records] [rounds] [ms a page]
                                     a source through WindowHarvester onto Azurite, against HttpClient + XmlReader
      memory     [records]           one long harvest, its memory on the way
      blobs      [records]           blobs and bytes written, from pages to feed
      stages     [records]           what a harvest is made of, each stage alone
      formats    [records]           every metadata format from page to record, against a bare XmlReader
      windows    [pages]             a slow provider in eight windows at once, by sets and by dates, against one window
      end-to-end [records] [rounds]  the program itself: --once --no-samples --source …
      link       [records]           a first load into an empty index, then 1,000 changed records
      upkeep     [records]           the same, verified and built afresh
      publish    [records]           the first two, and published each time
      search     [records]           the same, and searched: typical questions, in process and with their facets and publications
      lookup     [records]           the same, and asked: identifiers, and a feed page with its ETag
      provide    [records]           the same, and harvested: the hub's OAI-PMH provider, every format from the first page to the last
      answers    [records]           all of these, and a load over HTTP: root, pages, lookup, search, OAI-PMH
      quality    [folder] [--json] [--type=…]
                                     precision, recall and F1 on the gold sets there (none named: the samples, and the shared sets), beside
                                     baselines, and the worst errors; --type: what records without a type are said to be, in a provider's words
      damage     [records] [copies] [--errors]
                                     F1 by level and by kind of damage done to copies of real records, beside baselines

    """;

int Number(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;

switch (args.FirstOrDefault())
{
    case "harvest":
        await HarvestBenchmark.RunAsync(Number(1, 100_000), Number(2, 3), Number(3, 0));
        break;
    case "memory":
        await MemoryBenchmark.RunAsync(Number(1, 1_000_000));
        break;
    case "blobs":
        await BlobsBenchmark.RunAsync(Number(1, 100_000));
        break;
    case "stages":
        StagesBenchmark.Run(Number(1, 50_000));
        break;
    case "formats":
        FormatsBenchmark.Run(Number(1, 20_000));
        break;
    case "windows":
        await WindowsBenchmark.RunAsync(Number(1, 160));
        break;
    case "end-to-end":
        await EndToEndBenchmark.RunAsync(Number(1, 100_000), Number(2, 2));
        break;
    case "link" or "upkeep" or "publish" or "search" or "lookup" or "answers" or "provide":
        await IndexBenchmark.RunAsync(Number(1, 100_000), args[0]);
        break;
    case "quality":
        return QualityBenchmark.Run(args[1..]);
    case "damage":
        DamageBenchmark.Run(args[1..]);
        break;
    case Child.Verb:
        await Child.ServeAsync(args[1..]);
        break;
    default:
        Console.Write(Usage);
        return args.Length == 0 ? 0 : 2;
}

return 0;
