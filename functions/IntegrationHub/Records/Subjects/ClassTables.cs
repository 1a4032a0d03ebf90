namespace IntegrationHub.Records;

/// <summary>The mapping tables in <c>Classes/</c>, read once.</summary>
internal static class ClassTables
{
    public static ClassTable Ddc { get; } = new("Ddc", Notation.Digits);

    public static ClassTable Udc { get; } = new("Udc", Notation.Udc);

    public static LccTable Lcc { get; } = new();

    public static ClassTable GbDiscipline { get; } = new("GbDiscipline", Notation.Digits);

    public static ClassTable MoeDiscipline { get; } = new("MoeDiscipline", Notation.Digits);

    public static ClassTable Las { get; } = new("Las", Notation.Digits);

    public static ClassTable Ruc { get; } = new("Ruc", Notation.Digits);

    public static ClassTable Ncsclt { get; } = new("Ncsclt", Notation.Digits);

    public static ClassTable Msc { get; } = new("Msc", Notation.Digits);

    public static ClassTable Jel { get; } = new("Jel", Notation.LetterAndDigits);

    public static ClassTable Arxiv { get; } = new("Arxiv", Notation.Letters);

    public static ClassTable Hal { get; } = new("Hal", Notation.Letters);

    public static ClassTable Fos { get; } = new("Fos", Notation.Tenths);

    public static NameTable Names { get; } = new();

    /// <summary>Whether values of the scheme are class numbers or codes; otherwise they are words.</summary>
    public static bool IsNotation(SubjectScheme scheme) => scheme is >= SubjectScheme.Clc and <= SubjectScheme.Lcc or >= SubjectScheme.Udc and <= SubjectScheme.Fos;

    /// <returns>Null: nothing is known of it.</returns>
    public static ClassRule? Find(Subject subject) => subject.Scheme switch
    {
        SubjectScheme.Keyword or SubjectScheme.Lcsh or SubjectScheme.Fast or SubjectScheme.Cct => Names.Find(subject.Value),
        SubjectScheme.Mesh => Names.Find(subject.Value) ?? SubjectSchemes.LastResortOf(SubjectScheme.Mesh),
        SubjectScheme.Ddc => Ddc.Find(subject.Value),
        SubjectScheme.Udc => Udc.Find(subject.Value),
        SubjectScheme.Lcc or SubjectScheme.Nlm => Lcc.Find(subject.Value),
        SubjectScheme.GbDiscipline => GbDiscipline.Find(subject.Value) ?? Names.Find(subject.Value),
        SubjectScheme.MoeDiscipline => MoeDiscipline.Find(subject.Value) ?? Names.Find(subject.Value),
        SubjectScheme.Las => Las.Find(subject.Value),
        SubjectScheme.Ruc => Ruc.Find(MainClassOfRuc(subject.Value)),
        SubjectScheme.Ncsclt => Ncsclt.Find(subject.Value),
        SubjectScheme.Msc => Msc.Find(subject.Value),
        SubjectScheme.Jel => Jel.Find(subject.Value),
        SubjectScheme.Arxiv => Arxiv.Find(subject.Value),
        SubjectScheme.Hal => Hal.Find(subject.Value),
        SubjectScheme.Fos => Fos.Find(subject.Value) ?? Names.Find(subject.Value),
        _ => null,
    };

    /// <summary>10 to 17 are main classes only with a dot after them or alone: 11.2 is in 11, 113 in 1.</summary>
    private static ReadOnlySpan<char> MainClassOfRuc(ReadOnlySpan<char> number)
    {
        number = number.Trim();
        var twoDigits = number.Length >= 2 && number[0] == '1' && char.IsAsciiDigit(number[1]) && (number.Length == 2 || number[2] is '.' or '·');
        return number[..Math.Min(number.Length, twoDigits ? 2 : 1)];
    }
}
