namespace IntegrationHub.Records;

/// <summary>What a tree is looked at by.</summary>
internal sealed partial class PayloadTree
{
    internal readonly record struct PayloadAttribute(string Name, string Value);

    /// <summary>An element of a <see cref="PayloadTree"/>, valid until the tree reads the next record.</summary>
    internal readonly struct PayloadNode(PayloadTree tree, int index)
    {
        /// <summary>Local name; after <see cref="Rename"/> the new one.</summary>
        public string Name => tree._nodes[index].Name ?? string.Empty;

        public string Uri => tree._nodes[index].Uri ?? string.Empty;

        public bool IsTop => index == 0;

        public PayloadNode Parent => new(tree, tree._nodes[index].Parent);

        /// <summary>All text within, as it was written; empty without any.</summary>
        public string Text => tree.TextOf(index);

        public bool HasElements
        {
            get
            {
                for (var child = tree._nodes[index].FirstChild; child >= 0; child = tree._nodes[child].Next)
                {
                    if (tree._nodes[child].Text is null)
                    {
                        return true;
                    }
                }

                return false;
            }
        }

        /// <summary>Whether it has any text directly in it, be it white space.</summary>
        public bool HasAnyText
        {
            get
            {
                for (var child = tree._nodes[index].FirstChild; child >= 0; child = tree._nodes[child].Next)
                {
                    if (tree._nodes[child].Text is not null)
                    {
                        return true;
                    }
                }

                return false;
            }
        }

        /// <summary>Whether it has any text directly in it that says something.</summary>
        public bool HasText
        {
            get
            {
                for (var child = tree._nodes[index].FirstChild; child >= 0; child = tree._nodes[child].Next)
                {
                    if (tree._nodes[child].Text is { } text && !string.IsNullOrWhiteSpace(text))
                    {
                        return true;
                    }
                }

                return false;
            }
        }

        public ReadOnlySpan<PayloadAttribute> Attributes => tree._attributes.AsSpan(tree._nodes[index].FirstAttribute, tree._nodes[index].Attributes);

        /// <param name="name">Local name; the first attribute of that name in whatever namespace.</param>
        public string? Attribute(string name)
        {
            foreach (var attribute in Attributes)
            {
                if (attribute.Name == name)
                {
                    return attribute.Value;
                }
            }

            return null;
        }

        /// <summary>Child elements in their order.</summary>
        public Children Elements => new(tree, tree._nodes[index].FirstChild);

        public void Rename(string name) => tree._nodes[index].Name = name;

        public void RenameAttribute(string name, string to)
        {
            foreach (ref var attribute in tree._attributes.AsSpan(tree._nodes[index].FirstAttribute, tree._nodes[index].Attributes))
            {
                if (attribute.Name == name)
                {
                    attribute = attribute with { Name = to };
                }
            }
        }

        /// <summary>Each gets what was in the other.</summary>
        public void SwapContents(PayloadNode other)
        {
            var first = tree._nodes[index].FirstChild;
            tree.SetContents(index, tree._nodes[other.Index].FirstChild);
            tree.SetContents(other.Index, first);
        }

        /// <summary>What is in <paramref name="other"/> goes into a new last child of that name.</summary>
        public void Adopt(PayloadNode other, string name)
        {
            var child = tree.Begin(index, tree.LastChildOf(index));
            tree._nodes[child].Name = name;
            tree.SetContents(child, tree._nodes[other.Index].FirstChild);
            tree._nodes[other.Index].FirstChild = -1;
        }

        /// <summary>The siblings that follow go into it, up to <paramref name="next"/>, in place of what was in it.</summary>
        public void Enclose(PayloadNode? next)
        {
            var first = tree._nodes[index].Next;
            var end = next?.Index ?? -1;
            tree._nodes[index].Next = end;
            if (first == end)
            {
                tree._nodes[index].FirstChild = -1;
                return;
            }

            var last = first;
            while (tree._nodes[last].Next != end)
            {
                last = tree._nodes[last].Next;
            }

            tree._nodes[last].Next = -1;
            tree.SetContents(index, first);
        }

        private int Index => index;
    }

    internal struct Children(PayloadTree tree, int next)
    {
        private int _at = -1;
        private int _next = next;

        public readonly PayloadNode Current => new(tree, _at);

        public readonly Children GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_next >= 0)
            {
                _at = _next;
                _next = tree._nodes[_at].Next;
                if (tree._nodes[_at].Text is null)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
