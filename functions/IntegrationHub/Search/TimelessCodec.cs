using Lucene.Net.Codecs;
using Lucene.Net.Codecs.Lucene46;
using Lucene.Net.Index;
using Lucene.Net.Store;
using LuceneDirectory = Lucene.Net.Store.Directory;

namespace IntegrationHub.Search;

/// <summary>
/// Lucene's own file format without the time and machine that it notes of each segment: a step done twice writes the same bytes, so the same blobs. Read by
/// the standard codec, whose name it bears.
/// </summary>
[CodecName("Lucene46")]
internal sealed class TimelessCodec() : FilterCodec(new Lucene46Codec())
{
    private readonly TimelessInfo _info = new();

    public override SegmentInfoFormat SegmentInfoFormat => _info;

    private sealed class TimelessInfo : Lucene46SegmentInfoFormat
    {
        private readonly TimelessWriter _writer = new();

        public override SegmentInfoWriter SegmentInfoWriter => _writer;
    }

    private sealed class TimelessWriter : Lucene46SegmentInfoWriter
    {
        public override void Write(LuceneDirectory dir, SegmentInfo info, FieldInfos fis, IOContext ioContext)
        {
            info.Diagnostics.Clear();
            base.Write(dir, info, fis, ioContext);
        }
    }
}
