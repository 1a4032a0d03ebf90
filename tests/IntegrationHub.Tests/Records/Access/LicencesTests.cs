using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public class LicencesTests
{
    private const string Cc = "https://creativecommons.org/";

    [Theory]
    // addresses
    [InlineData("https://creativecommons.org/licenses/by-nc-nd/4.0/", "licenses/by-nc-nd/4.0/")]
    [InlineData("Licensed under http://www.creativecommons.org/licenses/BY/3.0/cn/legalcode.", "licenses/by/3.0/cn/")]
    [InlineData("https://creativecommons.org/licenses/by/4.0/deed.zh-hans", "licenses/by/4.0/")]
    [InlineData("https://creativecommons.org/licenses/by-nc-sa/3.0/igo/", "licenses/by-nc-sa/3.0/igo/")]
    [InlineData("https://creativecommons.org/licenses/by/4.0/?ref=chooser-v1", "licenses/by/4.0/")]
    [InlineData("<a href=\"https://i.creativecommons.org/l/by-sa/3.0/88x31.png\">", "licenses/by-sa/3.0/")]
    [InlineData("http://creativecommons.org/licenses/by-nd-nc/1.0", "licenses/by-nd-nc/1.0/")]
    [InlineData("http://creativecommons.org/publicdomain/mark/1.0/", "publicdomain/mark/1.0/")]
    [InlineData("http://creativecommons.org/publicdomain/zero/1.0", "publicdomain/zero/1.0/")]
    [InlineData("http://creativecommons.org/licenses/publicdomain/", "licenses/publicdomain/")]
    // codes
    [InlineData("CC0", "publicdomain/zero/1.0/")]
    [InlineData("CC0-1.0", "publicdomain/zero/1.0/")]
    [InlineData("CC0 Waiver", "publicdomain/zero/1.0/")]
    [InlineData("CC-BY", "licenses/by/")]
    [InlineData("CC-BY-4.0", "licenses/by/4.0/")]
    [InlineData("CCBY4.0", "licenses/by/4.0/")]
    [InlineData("CC BY-NC-SA 3.0 CN", "licenses/by-nc-sa/3.0/cn/")]
    [InlineData("CC-BY-SA-3.0-DE", "licenses/by-sa/3.0/de/")]
    [InlineData("CC-BY-3.0-IGO", "licenses/by/3.0/igo/")]
    [InlineData("本作品采用 CC BY-NC-SA 4.0 许可", "licenses/by-nc-sa/4.0/")]
    [InlineData("info: cc by nc nd", "licenses/by-nc-nd/")]
    [InlineData("CC-PDDC", "licenses/publicdomain/")]
    [InlineData("CC-PDM-1.0", "publicdomain/mark/1.0/")]
    // names
    [InlineData("Creative Commons Attribution 4.0 International", "licenses/by/4.0/")]
    [InlineData("Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International License", "licenses/by-nc-nd/4.0/")]
    [InlineData("This work is licensed under a Creative Commons Attribution-NoDerivs 3.0 Unported License.", "licenses/by-nd/3.0/")]
    [InlineData("Creative Commons Attribution-Noncommercial-Share Alike 3.0 United States", "licenses/by-nc-sa/3.0/us/")]
    [InlineData("Creative Commons Zero v1.0 Universal", "publicdomain/zero/1.0/")]
    [InlineData("Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)", "licenses/by-sa/4.0/")]
    [InlineData("Attribution 3.0 Unported", "licenses/by/3.0/")]
    [InlineData("Creative Commons Public Domain Mark 1.0", "publicdomain/mark/1.0/")]
    [InlineData("知识共享署名-非商业性使用 4.0", "licenses/by-nc/4.0/")]
    [InlineData("知识共享署名-相同方式共享 4.0 国际许可协议", "licenses/by-sa/4.0/")]
    [InlineData("知识共享 署名-非商业性使用-禁止演绎 3.0 中国大陆许可协议", "licenses/by-nc-nd/3.0/cn/")]
    [InlineData("創用CC 姓名標示-非商業性-相同方式分享 3.0 台灣 授權條款", "licenses/by-nc-sa/3.0/tw/")]
    [InlineData("署名—非商业性使用 4.0 国际", "licenses/by-nc/4.0/")]
    public void A_Creative_Commons_Licence_Is_Open_And_Has_One_Spelling(string rights, string path) =>
        Assert.Equal([new AccessEvidence(EvidenceKind.Licence, AccessStatus.Open, Cc + path, EvidenceStrength.Strong)], RightsText.ReadAll(rights));

    [Theory]
    [InlineData("All rights reserved, accbyte Ltd.")]
    [InlineData("http://my-creativecommons.org/licenses/by/4.0/")]
    [InlineData("http://creativecommons.org/licenses/devnations/2.0/")]
    [InlineData("http://creativecommons.org/about")]
    [InlineData("Attribution is required.")]
    [InlineData("10 cc bypass")]
    public void What_Only_Looks_Like_One_Is_None(string rights) => Assert.DoesNotContain(RightsText.ReadAll(rights), evidence => evidence.Kind == EvidenceKind.Licence);

    public static TheoryData<string, string, AccessStatus> Others => new()
    {
        { "MIT", "https://opensource.org/licenses/MIT", AccessStatus.Open },
        { "https://opensource.org/license/mit/", "https://opensource.org/licenses/MIT", AccessStatus.Open },
        { "https://spdx.org/licenses/Apache-2.0.html", "https://www.apache.org/licenses/LICENSE-2.0", AccessStatus.Open },
        { "Released under the Apache License, Version 2.0", "https://www.apache.org/licenses/LICENSE-2.0", AccessStatus.Open },
        { "GPL-3.0-or-later", "https://www.gnu.org/licenses/gpl-3.0.html", AccessStatus.Open },
        { "GNU General Public License v3.0", "https://www.gnu.org/licenses/gpl-3.0.html", AccessStatus.Open },
        { "GNU General Public License", "https://www.gnu.org/licenses/gpl.html", AccessStatus.Open },
        { "GFDL-1.3-only", "https://www.gnu.org/licenses/fdl-1.3.html", AccessStatus.Open },
        { "ODbL with Database Contents License (DbCL)", "https://opendatacommons.org/licenses/odbl/1-0/", AccessStatus.Open },
        { "http://www.opendatacommons.org/licenses/odbl/1.0/", "https://opendatacommons.org/licenses/odbl/1-0/", AccessStatus.Open },
        { "Open Data Commons Attribution License (ODC-By) v1.0", "https://opendatacommons.org/licenses/by/1-0/", AccessStatus.Open },
        { "PDDL", "https://opendatacommons.org/licenses/pddl/1-0/", AccessStatus.Open },
        { "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", AccessStatus.Open },
        { "Contains public sector information licensed under the Open Government Licence v3.0.", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", AccessStatus.Open },
        { "Open Government Licence - Canada", "https://open.canada.ca/en/open-government-licence-canada", AccessStatus.Open },
        { "政府資料開放授權條款-第1版", "https://data.gov.tw/license", AccessStatus.Open },
        { "木兰宽松许可证，第2版", "https://license.coscl.org.cn/MulanPSL2", AccessStatus.Open },
        { "http://license.coscl.org.cn/MulanPSL2", "https://license.coscl.org.cn/MulanPSL2", AccessStatus.Open },
        { "MulanPSL-1.0", "https://license.coscl.org.cn/MulanPSL", AccessStatus.Open },
        { "木兰公共许可证，第2版", "https://license.coscl.org.cn/MulanPubL-2.0", AccessStatus.Open },
        { "本文采用木兰开放作品许可协议 署名-相同方式共享，第1版许可", "https://license.coscl.org.cn/MulanOWLBYSAv1", AccessStatus.Open },
        { "木蘭開放作品許可協議 署名，第1版", "https://license.coscl.org.cn/MulanOWLBYv1", AccessStatus.Open },
        { "MulanOWL BY-PL v1", "https://license.coscl.org.cn/MulanOWLBYPLv1", AccessStatus.Open },
        { "http://arxiv.org/licenses/nonexclusive-distrib/1.0/", "http://arxiv.org/licenses/nonexclusive-distrib/1.0/", AccessStatus.Free },
        { "http://www.elsevier.com/open-access/userlicense/1.0/", "https://www.elsevier.com/open-access/userlicense/1.0/", AccessStatus.Free },
        { "https://www.elsevier.com/tdm/userlicense/1.0/", "https://www.elsevier.com/tdm/userlicense/1.0/", AccessStatus.Unknown },
        { "http://doi.wiley.com/10.1002/tdm_license_1.1", "https://doi.org/10.1002/tdm_license_1.1", AccessStatus.Unknown },
        { "http://www.europeana.eu/rights/rr-p/", "https://www.europeana.eu/rights/rr-p/", AccessStatus.Restricted },
        { "魏公村科学数据学术许可证", "魏公村科学数据学术许可证（草案）", AccessStatus.Unknown },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Other_Licences_Are_Known_By_Address_And_By_Name(string rights, string address, AccessStatus says)
    {
        var evidence = RightsText.ReadAll(rights)[0];
        Assert.Equal((EvidenceKind.Licence, says, address), (evidence.Kind, evidence.Says, evidence.Value));
    }

    [Theory]
    [InlineData("InC", AccessStatus.Unknown)]
    [InlineData("InC-OW-EU", AccessStatus.Unknown)]
    [InlineData("InC-EDU", AccessStatus.Unknown)]
    [InlineData("InC-NC", AccessStatus.Unknown)]
    [InlineData("InC-RUU", AccessStatus.Unknown)]
    [InlineData("NoC-CR", AccessStatus.Unknown)]
    [InlineData("NoC-NC", AccessStatus.Free)]
    [InlineData("NoC-OKLR", AccessStatus.Free)]
    [InlineData("NoC-US", AccessStatus.Free)]
    [InlineData("CNE", AccessStatus.Unknown)]
    [InlineData("UND", AccessStatus.Unknown)]
    [InlineData("NKC", AccessStatus.Free)]
    public void Each_Statement_Of_Rightsstatements_Org_Says_What_It_Says_Of_Access(string code, AccessStatus says)
    {
        foreach (var rights in (string[])[$"http://rightsstatements.org/vocab/{code}/1.0/", $"https://rightsstatements.org/page/{code.ToLowerInvariant()}/1.0/?language=en"])
        {
            var evidence = Assert.Single(RightsText.ReadAll(rights));
            Assert.Equal((EvidenceKind.Licence, says, $"http://rightsstatements.org/vocab/{code}/1.0/"), (evidence.Kind, evidence.Says, evidence.Value));
        }
    }

    [Theory]
    [InlineData("All metadata from GESIS DBK are available free of restriction under the Creative Commons CC0 1.0 Universal Public Domain Dedication.")]
    [InlineData("元数据采用 CC BY 4.0 许可")]
    public void A_Licence_For_The_Description_Says_Nothing_Of_The_Thing(string rights)
    {
        var evidence = Assert.Single(RightsText.ReadAll(rights));
        Assert.Equal((AccessStatus.Unknown, rights), (evidence.Says, evidence.Value));
    }
}
