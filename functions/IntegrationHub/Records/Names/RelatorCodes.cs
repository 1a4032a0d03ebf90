using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>
/// Roles as MARC relator codes (id.loc.gov/vocabulary/relators): from codes, their addresses, English and Chinese words, DataCite's contributor types. Which of them
/// make a creator and not a contributor.
/// </summary>
internal static class RelatorCodes
{
    private static readonly FrozenDictionary<string, string> Codes = Table(
        ("aut", "author writer by jointauthor verfasser autor auteur kirjoittaja 著 撰 撰写 编著 編著 作者 著者 责任者 第一作者 通讯作者 corresponding"),
        ("cre", "creator dissertant originator 创作者"),
        ("cmp", "composer 作曲"),
        ("art", "artist 绘 繪 绘画 艺术家"),
        ("ill", "illustrator illustrations 插图 插圖"),
        ("pht", "photographer 摄影 攝影"),
        ("edt", "editor ed eds editors herausgeber éditeurscientifique toimittaja 编 編 主编 主編 编者 编辑 editorinchief chiefeditor"),
        ("com", "compiler 汇编 彙編 纂 辑 輯 编纂"),
        ("trl", "translator trans übersetzer traducteur kääntäjä 译 譯 译者 翻译 校译"),
        ("ann", "annotator 注 註 校注 校註 笺注"),
        ("ctb", "contributor 参与者 合作者"),
        ("ths", "thesisadvisor advisor supervisor thesissupervisor 导师 指导教师 指导老师 导师姓名 指导"),
        ("opn", "opponent examiner referee"),
        ("dgg", "degreegrantor degreegrantinginstitution grantor 学位授予单位"),
        ("pbl", "publisher 出版者"),
        ("spn", "sponsor funder 资助者"),
        ("his", "hostinginstitution"),
        // 主办: under whose name a Chinese serial appears; inferred
        ("isb", "issuingbody 发布者 主办 主辦 主办单位"),
        ("nrt", "narrator 朗读 播讲"),
        ("prf", "performer 表演"),
        ("drt", "director filmdirector 导演"),
        ("pro", "producer 制作"),
        ("cph", "copyrightholder rightsholder"),
        ("dtc", "datacollector datamanager datacurator"),
        ("res", "researcher projectmember projectleader principalinvestigator"),
        ("rth", "researchteamhead projectdirector"),
        ("own", "owner"));

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

        return Codes.TryGetValue(word.Replace(" ", string.Empty, StringComparison.Ordinal).Replace("-", string.Empty, StringComparison.Ordinal), out var code) ? code
            : word.Length is > 0 and <= 60 ? word : null;
    }

    /// <summary>Whether whoever has that role made the work.</summary>
    public static bool Creates(string? code) => code is null || Creating.Contains(code);

    private static FrozenDictionary<string, string> Table(params ReadOnlySpan<(string Code, string Words)> rows)
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, words) in rows)
        {
            foreach (var word in words.Split(' '))
            {
                codes.TryAdd(word, code);
            }
        }

        return codes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
