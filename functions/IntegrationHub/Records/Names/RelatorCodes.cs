using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>
/// Roles as MARC relator codes (id.loc.gov/vocabulary/relators): from codes, their addresses, English and Chinese words, DataCite's contributor types. Which of them
/// make a creator and not a contributor.
/// </summary>
internal static class RelatorCodes
{
    /// <summary>Longer texts are no roles.</summary>
    public const int LongestWord = 60;

    // Behind: words that also stand behind a name and leave it there (see AgentText). Han is simplified, Latin without blanks and hyphens, as Key has it.
    private static readonly (string Code, string Behind, string Other)[] Rows =
    [
        ("aut", "编著者 编著 合著 著译 著 撰文 撰写 撰 口述 述 续 作 author jointauthor coauthor", "writer by verfasser autor auteur kirjoittaja 作者 著者 责任者 第一作者 通讯作者 corresponding"),
        ("cre", "", "creator dissertant originator 创作者"),
        ("cmp", "作曲 composer", ""),
        ("art", "绘画 绘", "artist 艺术家"),
        ("ill", "插图 绘图 图 ill illus illustrator", "illustrations"),
        ("pht", "摄影 摄 photographer", ""),
        ("edt", "执行主编 总主编 副主编 主编 编写 编辑 合编 编校 编审 编绘 编 整理 校点 点校 审校 主审 辑校 校 审 ed eds editor editors jointeditor editorinchief hrsg herausgeber", "éditeurscientifique toimittaja 编者 chiefeditor"),
        ("com", "编纂 选编 纂修 辑 纂 修 comp compiler", "汇编"),
        ("trl", "编译 翻译 译注 译著 译校 校译 选译 译 trans transl translator translators tr übers", "übersetzer traducteur kääntäjä 译者"),
        ("ann", "校注 笺注 注释 集注 选注 编注 注译 注 疏 评", "annotator"),
        ("ctb", "", "contributor 参与者 合作者"),
        ("adp", "改编", ""),
        ("lyr", "作词", ""),
        ("cll", "书", ""),
        ("ths", "", "thesisadvisor advisor supervisor thesissupervisor 导师 指导教师 指导老师 导师姓名 指导"),
        ("opn", "", "opponent examiner referee"),
        ("dgg", "", "degreegrantor degreegrantinginstitution grantor 学位授予单位"),
        ("pbl", "", "publisher 出版者"),
        ("spn", "", "sponsor funder 资助者"),
        ("his", "", "hostinginstitution"),
        // 主办: under whose name a Chinese serial appears; inferred
        ("isb", "", "issuingbody 发布者 主办 主办单位"),
        ("nrt", "", "narrator 朗读 播讲"),
        ("prf", "", "performer 表演"),
        ("drt", "导演", "director filmdirector"),
        ("pro", "", "producer 制作"),
        ("cph", "", "copyrightholder rightsholder"),
        ("dtc", "", "datacollector datamanager datacurator"),
        ("res", "", "researcher projectmember projectleader principalinvestigator"),
        ("rth", "", "researchteamhead projectdirector"),
        ("own", "", "owner"),
    ];

    private static readonly FrozenDictionary<string, string> Codes = Table(static row => $"{row.Behind} {row.Other}");
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ByWord = Codes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Numbers of UNIMARC Manual: Bibliographic Format, appendix C, by what both lists call the role.</summary>
    private static readonly FrozenDictionary<string, string> OfUnimarc = (
        "005=act 010=adp 018=anm 020=ann 030=arr 040=art 050=asg 060=asn 065=auc 070=aut 071=aut 072=aqt 075=aft 080=aui 090=aus 100=ant 110=bnd 120=bdd 130=bkd 140=bjd " +
        "150=bpd 160=bsl 170=cll 180=ctg 190=cns 200=chr 205=ctb 207=cmm 210=cmm 212=cwt 220=com 230=cmp 240=cmt 245=ccp 250=cnd 260=cph 270=crr 273=cur 275=dnc 280=dte " +
        "290=dto 295=dgg 300=drt 305=dis 310=dst 320=dnr 330=dub 340=edt 350=egr 360=etr 365=exp 370=flm 380=frg 390=fmo 400=fnd 410=clr 420=hnr 430=ilu 440=ill 450=ins " +
        "460=ive 470=ivr 480=lbt 490=lse 500=lso 510=ltg 520=lyr 530=mte 540=mon 545=mus 550=nrt 555=opn 557=orm 570=oth 580=ppm 587=pth 590=prf 595=rth 600=pht 610=prt " +
        "620=pop 630=pro 635=prg 640=pfr 650=pbl 651=pbd 660=rcp 670=rce 673=rth 675=rev 677=rtm 680=rbr 690=sce 695=sad 700=scr 705=scl 710=sec 721=sng 723=spn 725=stn " +
        "727=ths 730=trl 740=tyd 750=tyg 755=voc 760=wde 770=wam")
        .Split(' ').ToFrozenDictionary(static pair => pair[..3], static pair => pair[4..], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Creating = FrozenSet.Create(StringComparer.Ordinal, "aut", "cre", "cmp", "art", "pht", "dis", "lbt", "lyr", "prg", "scr", "arc", "ctg", "inv", "rth", "res");

    /// <summary>Words that stand behind names, with their codes: Han in simplified form, Latin in lower case without blanks and hyphens.</summary>
    public static FrozenDictionary<string, string> BehindNames { get; } = Table(static row => row.Behind);

    /// <returns>The code; an own word in lower case where there is none; null for an empty text.</returns>
    public static string? Of(string? role)
    {
        if (string.IsNullOrWhiteSpace(role))
        {
            return null;
        }

        var word = role.AsSpan(role.AsSpan().TrimEnd('/').LastIndexOfAny('/', '#') + 1).Trim(" /.,:;[]()（）").ToString().ToLowerInvariant();
        if (word.Length == 3 && char.IsAsciiLetterLower(word[0]) && word is not "eds")
        {
            return word;
        }

        if (word.Length == 3 && OfUnimarc.TryGetValue(word, out var numbered))
        {
            return numbered;
        }

        Span<char> key = stackalloc char[LongestWord];
        return word.Length is 0 or > LongestWord ? null : ByWord.TryGetValue(key[..Key(TextFolding.HanOf(word), key)], out var code) ? code : word;
    }

    /// <summary>Whether whoever has that role made the work.</summary>
    public static bool Creates(string? code) => code is null || Creating.Contains(code);

    /// <summary>A word as the tables have it: in lower case, without blanks and hyphens.</summary>
    /// <returns>How long it is: no longer than <paramref name="word"/>.</returns>
    public static int Key(ReadOnlySpan<char> word, Span<char> key)
    {
        var length = 0;
        foreach (var c in word)
        {
            if (c is not (' ' or '-'))
            {
                key[length++] = char.ToLowerInvariant(c);
            }
        }

        return length;
    }

    private static FrozenDictionary<string, string> Table(Func<(string Code, string Behind, string Other), string> words) => Rows
        .SelectMany(row => words(row).Split(' ', StringSplitOptions.RemoveEmptyEntries), static (row, word) => (Word: TextFolding.HanOf(word).ToString(), row.Code))
        .ToFrozenDictionary(static pair => pair.Word, static pair => pair.Code, StringComparer.Ordinal);
}
