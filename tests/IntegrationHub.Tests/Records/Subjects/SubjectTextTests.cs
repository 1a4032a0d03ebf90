using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public sealed class SubjectTextTests
{
    [Theory]
    [InlineData("info:eu-repo/classification/udc/621.3", "Udc 621.3")]
    [InlineData("http://dewey.info/class/330/", "Ddc 330")]
    [InlineData("ddc:330 Wirtschaft", "Ddc 330|Keyword Wirtschaft")]
    [InlineData("Dewey Decimal Classification: 025.1", "Ddc 025.1")]
    [InlineData("UDC: 004.8", "Udc 004.8")]
    [InlineData("UDC 94(510)", "Udc 94(510)")]
    [InlineData("UDK: ekologija", "Keyword UDK: ekologija")]
    [InlineData("中图分类号I222", "Clc I222")]
    [InlineData("分类号：TP391；TP18", "Clc TP391|Clc TP18")]
    [InlineData("【中图分类号】 R725.6", "Clc R725.6")]
    [InlineData("CLC: TP391 计算机应用", "Clc TP391|Keyword 计算机应用")]
    [InlineData("学科分类号: 520.30", "GbDiscipline 520.30")]
    [InlineData("学科代码：081203", "MoeDiscipline 081203")]
    [InlineData("一级学科：计算机科学与技术", "MoeDiscipline 计算机科学与技术")]
    [InlineData("学科专业：081203计算机应用技术", "MoeDiscipline 081203|Keyword 计算机应用技术")]
    [InlineData("科图法: 51.56", "Las 51.56")]
    [InlineData("人大法：13.3", "Ruc 13.3")]
    [InlineData("[SHS.ECO]Humanities and Social Sciences/Economics and Finance", "Hal SHS.ECO|Keyword Humanities and Social Sciences/Economics and Finance")]
    [InlineData("[INFO.INFO-AI] Artificial Intelligence", "Hal INFO.INFO-AI|Keyword Artificial Intelligence")]
    [InlineData("[INFO.INFO-AI] Computer Science [cs]/Artificial Intelligence [cs.AI]", "Hal INFO.INFO-AI|Keyword Computer Science [cs]/Artificial Intelligence [cs.AI]")]
    [InlineData("中图分类号：H319.4:I561", "Clc H319.4:I561")]
    [InlineData("CLC: D90+G4", "Clc D90+G4")]
    [InlineData("[CHAPTER] Introduction", "Keyword [CHAPTER] Introduction")]
    [InlineData("JEL: D21, D43", "Jel D21|Jel D43")]
    [InlineData("JEL Classification: C11; C15", "Jel C11|Jel C15")]
    [InlineData("MSC 2010: Primary 68T50; Secondary 91F20", "Msc 68T50|Msc 91F20")]
    [InlineData("MSC thesis", "Keyword MSC thesis")]
    [InlineData("arXiv:cs.CL", "Arxiv cs.CL")]
    [InlineData("arXiv: cs.CL stat.ML", "Arxiv cs.CL|Arxiv stat.ML")]
    [InlineData("FOS: Computer and information sciences", "Fos Computer and information sciences")]
    [InlineData("FOS: 1.1 Mathematics", "Fos 1.1|Keyword Mathematics")]
    [InlineData("LCSH: Physics.", "Lcsh Physics")]
    [InlineData("MeSH: Asthma; Child", "Mesh Asthma|Mesh Child")]
    [InlineData("ddc:004--Computer science", "Ddc 004|Keyword Computer science")]
    [InlineData("MeSH: Asthma -- Therapy", "Mesh Asthma--Therapy")]
    [InlineData("关键词：图书馆；数字化", "Keyword 图书馆|Keyword 数字化")]
    [InlineData("HAL 9000", "Keyword HAL 9000")]
    [InlineData("LCC:Medicine (General)", "Keyword Medicine (General)")]
    [InlineData("676 330", "Keyword 676 330")]
    [InlineData("Work: a history", "Keyword Work: a history")]
    [InlineData("Person: centred care", "Keyword Person: centred care")]
    [InlineData("Paper -- History.", "Keyword Paper--History")]
    [InlineData("Walt Disney Co.", "Keyword Walt Disney Co.")]
    [InlineData("U.S.", "Keyword U.S.")]
    [InlineData("Governors,", "Keyword Governors")]
    public void Free_Text_Is_Read_By_The_Label_It_Begins_With(string text, string expected)
    {
        var subjects = new List<Subject>();
        SubjectText.Add(text, chinese: false, subjects);
        Assert.Equal(expected, Written(subjects));
    }

    [Theory]
    [InlineData("lcsh", "Computer networks -- Security measures.", "Lcsh Computer networks--Security measures")]
    [InlineData("dcterms:LCSH", "Medicine", "Lcsh Medicine")]
    [InlineData("dcterms:LCSH", "R5-920", "Lcc R5-920")]
    [InlineData("Library of Congress Subject Headings (LCSH)", "Physics", "Lcsh Physics")]
    [InlineData("https://id.nlm.nih.gov/mesh/", "Asthma", "Mesh Asthma")]
    [InlineData("http://id.loc.gov/authorities/subjects", "Asthma", "Lcsh Asthma")]
    [InlineData("http://id.worldcat.org/fast/1234", "Asthma", "Fast Asthma")]
    [InlineData("fast", "Asthma", "Fast Asthma")]
    [InlineData("cct", "图书馆", "Cct 图书馆")]
    [InlineData("dcterms:DDC", "025.04", "Ddc 025.04")]
    [InlineData("ddc22", "DDC 330", "Ddc 330")]
    [InlineData("22/ger", "330", "Keyword 330")]
    [InlineData("DDC", "Wirtschaft", "Keyword Wirtschaft")]
    [InlineData("lcc", "QA76.73 .J38 2005", "Lcc QA76.73 .J38 2005")]
    [InlineData("nlm", "WG 120", "Nlm WG 120")]
    [InlineData("udc", "(075.8)", "Keyword (075.8)")]
    [InlineData("clc", "I222", "Clc I222")]
    [InlineData("690", "{TP391}", "Clc TP391")]
    [InlineData("692", "51.56", "Las 51.56")]
    [InlineData("中图分类号", "TP391, TP18", "Clc TP391|Clc TP18")]
    [InlineData("GB/T 13745-2009", "52030", "GbDiscipline 52030")]
    [InlineData("OECD FOS 2007", "1.2 Computer and information sciences", "Fos 1.2|Keyword Computer and information sciences")]
    [InlineData("Fields of Science and Technology (FOS)", "FOS: Mathematics", "Fos Mathematics")]
    [InlineData("dcterms:TGN", "Beijing", "Place Beijing")]
    [InlineData("temporal", "Song dynasty, 960-1279.", "Period Song dynasty, 960-1279")]
    [InlineData("NARCIS-classification", "D37000 Archaeology", "Keyword D37000 Archaeology")]
    [InlineData("unheard of", "JEL: D21", "Jel D21")]
    [InlineData(null, "R318", "Clc R318")]
    [InlineData("keyword", "paper; ink", "Keyword paper|Keyword ink")]
    [InlineData("lcsh", "--", "")]
    public void A_Scheme_Said_Beside_The_Value_Is_Understood_In_Any_Spelling(string? scheme, string value, string expected)
    {
        var subjects = new List<Subject>();
        SubjectText.ReadLabelled(scheme, value, chinese: true, subjects);
        Assert.Equal(expected, Written(subjects));
    }

    private static string Written(List<Subject> subjects) => string.Join('|', subjects.Select(subject => $"{subject.Scheme} {subject.Value}"));
}
