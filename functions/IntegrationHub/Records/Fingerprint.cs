using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace IntegrationHub.Records;

/// <summary>
/// What tells a changed record from one seen before: the 128-bit XxHash of every field that we keep, in a fixed order, each text preceded by its length
/// so that no two records share a form. It does not depend on how records are written to JSON. No defence against forgery.
/// </summary>
public static class Fingerprint
{
    /// <param name="sets">setSpecs in any order; one named twice counts once.</param>
    /// <returns>32 hex digits in lower case.</returns>
    public static string Of(BibliographicRecord record, IReadOnlyList<string> sets)
    {
        using var form = new Form();
        form.Text(record.Title);
        form.Text(record.Subtitle);
        form.Text(record.PartNumber);
        form.Text(record.PartName);
        form.Compacts(record.AlternativeTitles);
        form.Compacts(record.Creators);
        form.Compacts(record.Contributors);
        form.Text(record.Publisher);
        form.Text(record.Place);
        form.Text(record.Issued);
        form.Text(record.IssuedEdtf);
        form.Text(record.Created);
        form.Number(record.Year ?? int.MinValue);
        form.Text(record.Edition);
        form.Text(record.Extent);
        form.Texts(record.Languages);
        form.Number((int)record.Type);
        form.Number(record.Subjects.Count);
        foreach (var subject in record.Subjects)
        {
            form.Number((int)subject.Scheme);
            form.Text(subject.Value);
        }

        form.Text(record.Abstract);
        form.Number(record.Container is null ? 0 : 1);
        if (record.Container is { } container)
        {
            form.Compact(container);
        }

        form.Compacts(record.Series);
        form.Identifiers(record.Identifiers);
        if (record.Related.Count > 0)
        {
            // Below zero, as no number of links is; nothing where there are none: such records keep the fingerprint that they had before relations were kept.
            form.Number(-record.Related.Count);
            foreach (var related in record.Related)
            {
                form.Number((int)related.Kind);
                form.Text(related.Title);
                form.Identifiers(related.Identifiers);
            }
        }

        form.Texts(record.Links);
        form.Text(record.Thumbnail);
        form.Texts(record.Rights);
        form.Number((int)record.Access.Status);
        form.Text(record.Access.Url);
        form.Number(record.Access.Evidence.Count);
        foreach (var evidence in record.Access.Evidence)
        {
            form.Number((int)evidence.Kind);
            form.Number((int)evidence.Says);
            form.Text(evidence.Value);
            form.Number((int)evidence.Strength);
        }

        form.Texts(InOrder(sets));
        return form.Hash();
    }

    private static IReadOnlyList<string> InOrder(IReadOnlyList<string> sets)
    {
        for (var i = 1; i < sets.Count; i++)
        {
            if (string.CompareOrdinal(sets[i - 1], sets[i]) >= 0)
            {
                return [.. sets.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            }
        }

        return sets;
    }

    /// <summary>The canonical bytes, in a rented buffer.</summary>
    private sealed class Form : IDisposable
    {
        private byte[] _bytes = ArrayPool<byte>.Shared.Rent(8 * 1024);
        private int _length;

        public void Number(int value)
        {
            Reserve(sizeof(int));
            BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), value);
            _length += sizeof(int);
        }

        /// <summary>UTF-16, as it lies in memory, after its length; null is not the empty text.</summary>
        public void Text(string? value)
        {
            if (value is null)
            {
                Number(-1);
                return;
            }

            var text = MemoryMarshal.AsBytes(value.AsSpan());
            Reserve(sizeof(int) + text.Length);
            BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), value.Length);
            text.CopyTo(_bytes.AsSpan(_length + sizeof(int)));
            _length += sizeof(int) + text.Length;
        }

        public void Texts(IReadOnlyList<string> values)
        {
            Number(values.Count);
            for (var i = 0; i < values.Count; i++)
            {
                Text(values[i]);
            }
        }

        public void Identifiers(IReadOnlyList<Identifier> identifiers)
        {
            Number(identifiers.Count);
            foreach (var identifier in identifiers)
            {
                Number((int)identifier.Scheme);
                Number(identifier.Invalid ? 1 : 0);
                Text(identifier.Value);
            }
        }

        public void Compacts<T>(IReadOnlyList<T> values)
            where T : class, ICompact<T>
        {
            Number(values.Count);
            for (var i = 0; i < values.Count; i++)
            {
                Compact(values[i]);
            }
        }

        public void Compact<T>(T value)
            where T : class, ICompact<T>
        {
            for (var member = 0; member < T.Members.Count; member++)
            {
                Text(value[member]);
            }
        }

        public string Hash()
        {
            Span<byte> hash = stackalloc byte[16];
            XxHash128.Hash(_bytes.AsSpan(0, _length), hash);
            return Convert.ToHexStringLower(hash);
        }

        public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

        private void Reserve(int more)
        {
            if (_bytes.Length - _length >= more)
            {
                return;
            }

            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + more));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
    }
}
