namespace IntegrationHub.Linking;

internal enum KeyEditKind
{
    /// <summary>One record more holds the key.</summary>
    Add,

    /// <summary>One record less does.</summary>
    Remove,

    /// <summary>The record's own id leads to the resource.</summary>
    Lead,

    /// <summary>The record was withdrawn and nothing stands for it.</summary>
    Bury,

    /// <summary>The record's own id is a resource's id: the line goes.</summary>
    Drop,
}

/// <summary>A change to one key line.</summary>
internal readonly record struct KeyEdit(MatchKey Key, KeyEditKind Kind, ResourceId Holder)
{
    /// <returns>The holders after the edits; null where the line goes.</returns>
    public static List<ResourceId>? Apply(IEnumerable<ResourceId> holders, IEnumerable<KeyEdit> edits)
    {
        var now = holders.ToList();
        var buried = false;
        foreach (var edit in edits)
        {
            switch (edit.Kind)
            {
                case KeyEditKind.Add:
                    now.Add(edit.Holder);
                    break;
                case KeyEditKind.Remove:
                    now.Remove(edit.Holder);
                    break;
                case KeyEditKind.Lead:
                    now = [edit.Holder];
                    break;
                case KeyEditKind.Bury:
                    now = [];
                    buried = true;
                    break;
                default:
                    now = [];
                    break;
            }
        }

        return now.Count > 0 || buried ? now : null;
    }
}
