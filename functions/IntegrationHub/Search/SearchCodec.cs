using Lucene.Net.Codecs;
using Lucene.Net.Codecs.Compressing;
using Lucene.Net.Codecs.Lucene46;
using Lucene.Net.Index;
using Lucene.Net.Store;
using LuceneDirectory = Lucene.Net.Store.Directory;

namespace IntegrationHub.Search;

/// <summary>
/// Lucene's own file format, but without the time and machine that it notes of each segment (a step done twice writes the same bytes, so the same blobs), and with
/// what is stored packed tighter, since every instance fetches it.
/// </summary>
[CodecName("Hub1")]
internal sealed class SearchCodec() : FilterCodec(new Lucene46Codec())
{
    /// <summary>Some twenty lines are unpacked for one.</summary>
    private const int ChunkBytes = 1 << 14;

    private readonly TimelessInfo _info = new();
    private readonly CompressingStoredFieldsFormat _stored = new("Hub1Stored", CompressionMode.HIGH_COMPRESSION, ChunkBytes);

    public override SegmentInfoFormat SegmentInfoFormat => _info;

    public override StoredFieldsFormat StoredFieldsFormat => _stored;

    /// <summary>Lucene finds the codec of a segment that it reads by name: whoever opens an index names it first.</summary>
    public static SearchCodec Instance { get; } = Registered();

    private static SearchCodec Registered()
    {
        SetCodecFactory(new Factory());
        return new SearchCodec();
    }

    private sealed class Factory : DefaultCodecFactory
    {
        protected override void Initialize()
        {
            base.Initialize();
            PutCodecType(typeof(SearchCodec));
        }
    }

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
