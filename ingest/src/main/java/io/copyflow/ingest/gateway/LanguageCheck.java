package io.copyflow.ingest.gateway;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;
import io.copyflow.ingest.domain.Block;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Doubts whether a text is in the language it is said to be in. It knows scripts, letters that one of two languages in a
 * script has and the other has not, and the most frequent small words of some languages; wherever these do not decide it
 * says nothing. A doubt is a note, never a refusal.
 */
final class LanguageCheck {

    private static final int LOOKED_AT = 20_000;
    private static final int FEWEST_LETTERS = 120;
    private static final int FEWEST_WORDS = 40;

    /** Letters of one language that the other, in the same script, never writes. */
    private static final String KAZAKH = "әғқңөұүһіӘҒҚҢӨҰҮҺІ";

    private static final String NOT_RUSSIAN = KAZAKH + "їєґўјљњћџђѓќѕҳӯҷҖҗ";
    private static final String PERSIAN = "پچژگکی";
    private static final String ARABIC = "يكةىأإؤئ";
    private static final String SIMPLIFIED =
            "这们来时说国学会对过后发经开长问东车书见马鸟门语话请认识让谁谢读课谈边远进运还选电视听写买卖钱银饭馆医药员团图园体头实宝场报导处备复够妇孙宁尔尽岁师带帮应总战户扩护担择据损换数断无旧显权条极构标树样档桥检欢气汇汉沟沪泽济测浓涛润灾炼点热爱";
    private static final String TRADITIONAL =
            "這們來時說國學會對過後發經開長問東車書見馬鳥門語話請認識讓誰謝讀課談邊遠進運還選電視聽寫買賣錢銀飯館醫藥員團圖園體頭實寶場報導處備復夠婦孫寧爾盡歲師帶幫應總戰戶擴護擔擇據損換數斷無舊顯權條極構標樹樣檔橋檢歡氣匯漢溝滬澤濟測濃濤潤災煉點熱愛";

    private static final Map<String, Set<String>> SMALL_WORDS = Map.of(
            "en", words("the of and to in that is was for on with as by it from at are be have has not this"),
            "fr", words("le la les de des du et en un une que qui est pour dans par sur au aux pas plus il elle ce"),
            "es", words("el la los las de del y en un una que es por para con se su al lo como más pero no"),
            "de", words("der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es"),
            "pt", words("o a os as de do da dos das e em um uma que é por para com se no na não mais ao"),
            "it", words("il lo la i gli le di del della e in un una che è per con si non al alla dal sono"),
            "sw", words("na ya wa kwa ni za la katika cha vya hii kuwa kama lakini pia hiyo huo watu yake"),
            "ms", words("yang dan di untuk dengan itu ini dari pada tidak dalam akan kepada ke oleh telah bagi"),
            "tr", words("ve bir bu da de için ile olarak çok daha olan gibi sonra kadar ancak ise en"),
            "nl", words("de het een en van in is op te dat die voor met zijn aan niet er om ook als"));

    private LanguageCheck() {}

    /** A sentence of doubt; null when there is none, or too little text. */
    static @Nullable String doubt(List<Block> blocks, String language) {
        String text = blocks.stream().map(Block::text).collect(Collectors.joining("\n"));
        String looked = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
        ULocale said = ULocale.addLikelySubtags(ULocale.forLanguageTag(language));
        String other = looksLike(looked, said);
        return other == null
                ? null
                : "The text is said to be in " + language + ", but looks like " + other
                        + ". If that is so, submit it in that language as a new story.";
    }

    private static @Nullable String looksLike(String text, ULocale said) {
        Map<Integer, Integer> scripts = new HashMap<>();
        int letters = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (UCharacter.hasBinaryProperty(c, UProperty.ALPHABETIC)) {
                letters++;
                scripts.merge(UScript.getScript(c), 1, Integer::sum);
            }
        }
        if (letters < FEWEST_LETTERS) {
            return null;
        }
        int total = letters;
        Map.Entry<Integer, Integer> most =
                scripts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        if (most.getValue() * 10 < total * 7) {
            // a text in two scripts, as Japanese is
            return scripts.getOrDefault(UScript.HIRAGANA, 0) * 20 > total
                            && said.getLanguage().equals("zh")
                    ? "Japanese"
                    : null;
        }
        if (!writes(said.getScript(), most.getKey())) {
            return "a text in the script " + UScript.getName(most.getKey());
        }
        return switch (UScript.getShortName(most.getKey())) {
            case "Cyrl" -> cyrillic(text, said.getLanguage(), total);
            case "Arab" -> arabic(text, said.getLanguage(), total);
            case "Hani" -> chinese(text, said);
            case "Latn" -> latin(text, said.getLanguage());
            default -> null;
        };
    }

    private static boolean writes(String expected, int script) {
        String found = UScript.getShortName(script);
        return found.equals(expected)
                || switch (expected) {
                    case "Hans", "Hant" -> found.equals("Hani");
                    case "Jpan" -> Set.of("Hani", "Hira", "Kana").contains(found);
                    case "Kore" -> Set.of("Hang", "Hani").contains(found);
                    case "" -> true;
                    default -> false;
                };
    }

    private static @Nullable String cyrillic(String text, String language, int letters) {
        int kazakh = count(text, KAZAKH);
        if (language.equals("ru") && count(text, NOT_RUSSIAN) * 50 > letters) {
            return kazakh * 25 > letters ? "Kazakh" : "another language in Cyrillic than Russian";
        }
        return language.equals("kk") && kazakh == 0 ? "Russian, or another language without Kazakh's letters" : null;
    }

    private static @Nullable String arabic(String text, String language, int letters) {
        int persian = count(text, PERSIAN);
        int arabic = count(text, ARABIC);
        if (language.equals("ar") && persian * 20 > letters && persian > arabic * 4) {
            return "Persian, Urdu or another language than Arabic";
        }
        return language.equals("fa") && arabic * 20 > letters && persian * 4 < arabic ? "Arabic" : null;
    }

    private static @Nullable String chinese(String text, ULocale said) {
        int simplified = only(text, SIMPLIFIED, TRADITIONAL);
        int traditional = only(text, TRADITIONAL, SIMPLIFIED);
        if (said.getLanguage().equals("zh") && said.getScript().equals("Hans")) {
            return traditional > 10 && traditional > simplified * 9 ? "traditional Chinese" : null;
        }
        if (said.getLanguage().equals("zh")) {
            return simplified > 10 && simplified > traditional * 9 ? "simplified Chinese" : null;
        }
        return null;
    }

    private static @Nullable String latin(String text, String language) {
        String[] found = text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+");
        if (found.length < FEWEST_WORDS || !SMALL_WORDS.containsKey(language)) {
            return null;
        }
        Map<String, Long> counts = new HashMap<>();
        SMALL_WORDS.forEach((tongue, words) ->
                counts.put(tongue, Arrays.stream(found).filter(words::contains).count()));
        Map.Entry<String, Long> best =
                counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        boolean isSure = !best.getKey().equals(language)
                && best.getValue() * 6 > found.length
                && best.getValue() > 3 * counts.getOrDefault(language, 0L);
        return isSure ? ULocale.forLanguageTag(best.getKey()).getDisplayLanguage(ULocale.ENGLISH) : null;
    }

    private static int count(String text, String letters) {
        return (int) text.chars().filter(c -> letters.indexOf(c) >= 0).count();
    }

    private static int only(String text, String these, String notThose) {
        return (int) text.chars()
                .filter(c -> these.indexOf(c) >= 0 && notThose.indexOf(c) < 0)
                .count();
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }
}
