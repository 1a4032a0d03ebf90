using System.Buffers;
using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>
/// Chinese family names: those of one character that nearly everybody has (the Hundred Family Surnames and the commonest of today's censuses), those of two, and how the commonest are
/// romanised. Simplified; texts are folded first.
/// </summary>
internal static class Surnames
{
    private static readonly SearchValues<char> Single = SearchValues.Create(
        "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付代闫邸苟涂佟岳母仝哈海缑亢况有琴商牟佘佴伯赏墨谯年爱阳仉督归");

    private static readonly FrozenSet<string> Double = FrozenSet.Create(
        StringComparer.Ordinal,
        "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "轩辕", "长孙", "宇文", "百里", "呼延", "东郭", "南宫", "独孤", "闾丘", "太史", "申屠", "公羊", "澹台", "钟离",
        "仲孙", "濮阳", "淳于", "单于", "鲜于", "赫连", "拓跋", "完颜", "耶律", "纳兰", "西门", "第五", "公冶", "宗政", "太叔", "万俟", "亓官", "司空", "司寇", "子车", "颛孙", "巫马", "公西", "漆雕", "乐正", "壤驷", "公良", "夹谷", "谷梁", "段干", "东门", "南门", "羊舌", "微生");

    private static readonly FrozenSet<string> Romanised = ("zhao qian sun li zhou wu zheng wang feng chen chu wei jiang shen han yang zhu qin you xu he lv lu lü shi zhang kong cao yan hua jin tao qi xie zou yu bai dou su pan ge fan peng lang miao fang ren yuan liu bao "
        + "tang fei cen xue lei ni teng yin luo bi hao an chang le fu kang wu yu meng huang mu xiao yao shao mao di dai tan song pang xiong ji shu qu xiang dong liang du ruan lan xi jia lou tong guo mei sheng lin diao zhong qiu gao xia cai tian hu ling huo wan zhi ke guan mo fang ding deng shan hang hong "
        + "zuo cui gong cheng xing pei rong weng zhen feng duan jiao ba hou quan ban ning gan li rong zu ye long lai zhuo qiao wen tan ran niu wen zhuang chai yan lian ai xiang gu yi liao geng kuang nie ao leng xin jian rao zeng sha feng guan yue mou shang ouyang sima zhuge shangguan huangfu situ")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="folded">A name in Han.</param>
    /// <returns>How many characters of it are the family name; 0 where it begins with none.</returns>
    public static int LengthIn(ReadOnlySpan<char> folded)
    {
        if (folded.Length >= 3 && Double.GetAlternateLookup<ReadOnlySpan<char>>().Contains(folded[..2]))
        {
            return 2;
        }

        return folded.Length is 2 or 3 && Single.Contains(folded[0]) ? 1 : 0;
    }

    public static bool IsRomanised(ReadOnlySpan<char> word) => Romanised.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
