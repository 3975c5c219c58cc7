package io.copyflow.translate.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words by which a language negates and counts: whole, or with a hyphen where they are the beginning ({@code kein-}),
 * the end ({@code -less}) or the inside ({@code -сыз-}) of words. Of scripts without capitals only negations are told,
 * wherever they stand, as there every changed letter counts already.
 *
 * <p>Known are en fr ru ar es de pt it zh ja ko sw kk el ms th, in the scripts they are mostly written in.
 */
final class SensitiveWords {

    private static final Map<String, SensitiveWords> BY_LANGUAGE = Map.ofEntries(
            Map.entry(
                    "en",
                    in(
                            Set.of("Latn"),
                            """
                            not no nor never none nobody nothing nowhere neither without cannot except unless \
                            hardly scarcely barely rarely seldom -n't -less""",
                            """
                            zero one two three four five six seven eight nine ten eleven twelve \
                            thirteen fourteen fifteen sixteen seventeen eighteen nineteen \
                            twent- thirt- fort- fift- sixt- sevent- eight- ninet- \
                            hundred- thousand- million- billion- trillion- dozen- \
                            half halve- double- twice thrice third- quarter- first second""")),
            Map.entry(
                    "fr",
                    in(
                            Set.of("Latn"),
                            """
                            ne n'- pas non jamais rien aucun- sans ni personne nul nuls nulle- plus guère point sauf""",
                            """
                            zéro deux trois quatre- cinq- six sept huit neuf dix onze douze treize quatorze quinze seize \
                            dix- vingt- trent- quarant- cinquant- soixant- cent cents mille milli- millier- \
                            moitié demi- tiers quart quarts double- premi- second- troisi-""")),
            Map.entry(
                    "ru",
                    in(
                            Set.of("Cyrl"),
                            """
                            не ни нет без безо нельзя ник- нич- нигде ниотку- кроме отнюдь едва вряд""",
                            """
                            нол- нул- один одна одно одного одной двое два две двух двум двумя двест- двадцат- двенадцат- \
                            три тр- четыр- четвер- пят- шест- сем- восем- восьм- девят- десят- сорок- сто ста сотн- \
                            тысяч- миллион- миллиард- триллион- полов- полтор- дюжин- треть- удво- втор- перв-""")),
            Map.entry("ar", spelled(Set.of("Arab"), "لا لم لن ليس غير دون بلا عدم كلا إلا")),
            Map.entry(
                    "es",
                    in(
                            Set.of("Latn"),
                            """
                            no ni nunca jamás nada nadie ningún ninguno- ninguna- sin tampoco salvo excepto apenas""",
                            """
                            cero dos tres cuatro- cinco- seis- siete- ocho- nueve- diez once doce trece catorce quince \
                            dieci- veint- treint- cuarent- cincuent- sesent- setent- ochent- novent- cien cient- mil miles \
                            millar- millón millon- mitad medio media medios medias doble- tercio- tercer- cuarto- \
                            primer- segund-""")),
            Map.entry(
                    "de",
                    in(
                            Set.of("Latn"),
                            """
                            nicht- nie niemals niemand- nirgend- kein- ohne weder noch kaum außer mitnichten \
                            -los -lose -losen -loser -loses -losem""",
                            """
                            null ein eins zwei- drei- vier- fünf- sechs- sieb- acht- neun- zehn- elf- zwölf- zwanzig- \
                            dreißig- -zig- -hundert- -tausend- million- milliard- billion- dutzend- halb- hälft- drittel- \
                            viertel- doppel- doppelt- erst- zweit-""")),
            Map.entry(
                    "pt",
                    in(
                            Set.of("Latn"),
                            """
                            não nem nunca jamais nada ninguém nenhum- nenhuns sem tampouco salvo exceto apenas""",
                            """
                            zero dois duas três quatro- cinco- seis- sete- oito- nove- dez- onze doze treze catorze quatorze \
                            quinze vinte- trint- quarent- cinquent- sessent- setent- oitent- novent- cem cent- duzent- \
                            trezent- quinhent- mil milhar- milhão milhões bilh- trilh- metade meio meia meios meias dobro \
                            terço- quarto- primeir- segund-""")),
            Map.entry(
                    "it",
                    in(
                            Set.of("Latn"),
                            """
                            non no né mai niente nulla nessun- senza neppure neanche nemmeno tranne eccetto mica appena""",
                            """
                            zero due tre quattr- cinqu- sei sette- otto- nove- dieci- undic- dodic- tredic- quattordic- \
                            quindic- sedic- diciassett- diciott- diciannov- vent- trent- quarant- cinquant- sessant- \
                            settant- ottant- novant- cent- mille mila -mila milion- miliard- metà mezz- doppi- terz- quart- \
                            prim- second-""")),
            Map.entry(
                    "zh", spelled(Set.of("Hans", "Hant", "Hani"), "不 没 沒 无 無 未 非 别 別 勿 否 莫 毋")),
            Map.entry("ja", spelled(Set.of("Jpan"), "ない なく なかっ なけれ なし ません ず ぬ まい 不 無 非 未 否")),
            Map.entry("ko", spelled(Set.of("Kore"), "안 못 않 없 아니 아닌 말라 말아 불 비 무 미")),
            Map.entry(
                    "sw",
                    in(
                            Set.of("Latn"),
                            """
                            si sio siyo hapana bila wala hakuna hamna kamwe la isipokuwa \
                            ha- hu- si- usi- msi- tusi- wasi- asi- isi- lisi- yasi- kuto-""",
                            """
                            sifuri moja mbili -wili- -tatu- nne wanne minne manne tano -tano sita saba nane tisa kumi \
                            ishirini thelathini arobaini hamsini sitini sabini themanini tisini mia elfu laki milioni- \
                            bilioni- nusu robo theluthi mara kwanza pili""")),
            Map.entry(
                    "kk",
                    in(
                            Set.of("Cyrl"),
                            """
                            емес- жоқ- еш еш- -сыз- -сіз- -ма- -ме- -ба- -бе- -па- -пе-""",
                            """
                            нөл бір бірінші бірнеше екі- екеу- үш- төрт- бес- алты- жеті- сегіз- тоғыз- он он- жиырма- \
                            отыз- қырық- елу- алпыс- жетпіс- сексен- тоқсан- жүз- мың- миллион- миллиард- жарты- жарым- \
                            тең- ширек-""")),
            Map.entry(
                    "el",
                    in(
                            Set.of("Grek"),
                            """
                            δεν δε μη μην όχι ούτε μήτε χωρίς δίχως άνευ κανείς καν- καμία καμιά τίποτα τίποτε ποτέ \
                            πουθενά εκτός ουδ- μηδ-""",
                            """
                            μηδέν ένα ένας μία μια δύο δυο τρεις τρία τρι- τέσσερ- τεσσάρ- πέντε- έξι εξ- επτά- εφτά- \
                            οκτώ- οχτώ- εννέα- εννιά- δέκα- δεκα- έντεκα δώδεκα είκοσι- τριάντα- σαράντα- πενήντα- εξήντα- \
                            εβδομήντα- ογδόντα- ενενήντα- εκατό- εκατ- χίλι- χιλι- διακόσι- τριακόσι- τετρακόσι- πεντακόσι- \
                            δισεκατ- τρισεκατ- μισ- διπλ- τρίτ- τέταρτ- πρώτ- δεύτερ-""")),
            Map.entry(
                    "ms",
                    in(
                            Set.of("Latn"),
                            """
                            tidak tak bukan- jangan tiada belum tanpa usah enggan kecuali melainkan ketidak- tak-""",
                            """
                            sifar kosong satu seorang sebuah seekor seratus seribu sejuta dua- tiga- empat- lima- enam- tujuh- lapan- delapan- sembilan- sepuluh \
                            belas puluh- ratus- ribu- juta- bilion- trilion- separuh setengah suku ganda- pertama \
                            kedua- ketiga- keempat- kelima- keenam-""")),
            Map.entry("th", spelled(Set.of("Thai"), "ไม่ มิ อย่า ไร้ ห้าม ปราศจาก ยกเว้น เว้น")));

    private final Set<String> scripts;
    private final Forms negations;
    private final Forms numbers;
    private final List<String> negationsInside;

    private SensitiveWords(Set<String> scripts, Forms negations, Forms numbers, List<String> negationsInside) {
        this.scripts = scripts;
        this.negations = negations;
        this.numbers = numbers;
        this.negationsInside = negationsInside;
    }

    private static SensitiveWords in(Set<String> scripts, String negations, String numbers) {
        return new SensitiveWords(scripts, Forms.of(negations), Forms.of(numbers), List.of());
    }

    private static SensitiveWords spelled(Set<String> scripts, String negations) {
        return new SensitiveWords(scripts, Forms.of(""), Forms.of(""), List.of(negations.split(" ")));
    }

    /** The words of a language; null when none are known, or not in the tag's script. */
    static @Nullable SensitiveWords of(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        SensitiveWords words = BY_LANGUAGE.get(locale.getLanguage());
        return words == null || locale.getScript().isEmpty() || words.scripts.contains(locale.getScript())
                ? words
                : null;
    }

    boolean isNegation(Token token) {
        return token.kind() == Token.Kind.WORD && negations.match(token.folded());
    }

    boolean isNumber(Token token) {
        return token.kind() == Token.Kind.WORD && numbers.match(token.folded());
    }

    /** How often letters without spaces negate. */
    int negationsInside(String letters) {
        int found = 0;
        for (String negation : negationsInside) {
            for (int at = letters.indexOf(negation); at >= 0; at = letters.indexOf(negation, at + 1)) {
                found++;
            }
        }
        return found;
    }

    /** Forms that words can have: whole, or by beginning, end or inside. */
    private record Forms(Set<String> whole, List<String> beginnings, List<String> ends, List<String> insides) {

        static Forms of(String spaced) {
            Set<String> whole = new HashSet<>();
            List<String> beginnings = new ArrayList<>();
            List<String> ends = new ArrayList<>();
            List<String> insides = new ArrayList<>();
            for (String form : spaced.isEmpty() ? new String[0] : spaced.split(" ")) {
                boolean after = form.endsWith("-");
                boolean before = form.startsWith("-");
                String stem = form.substring(before ? 1 : 0, form.length() - (after ? 1 : 0));
                if (after && before) {
                    insides.add(stem);
                } else if (after) {
                    beginnings.add(stem);
                } else if (before) {
                    ends.add(stem);
                } else {
                    whole.add(stem);
                }
            }
            return new Forms(Set.copyOf(whole), List.copyOf(beginnings), List.copyOf(ends), List.copyOf(insides));
        }

        boolean match(String word) {
            return whole.contains(word)
                    || beginnings.stream().anyMatch(word::startsWith)
                    || ends.stream().anyMatch(word::endsWith)
                    || insides.stream().anyMatch(word::contains);
        }
    }
}
