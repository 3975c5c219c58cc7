package io.copyflow.translate.checks;

import io.copyflow.translate.domain.Glossary;
import io.copyflow.translate.domain.Glossary.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** News in English with its translations by people (NTREX-128), and Unicode's names of countries as a glossary. */
final class ParallelNews {

    /** The languages of the reference newsroom, with what their files are called there. */
    static final Map<String, String> FILES = files();

    private static final Pattern COUNTRY = Pattern.compile("\"([A-Z]{2})\": \"([^\"]+)\"");

    private final Path folder;

    ParallelNews(Path cases) {
        this.folder = cases.resolve("multilingual");
    }

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("fr", "fra");
        files.put("ru", "rus");
        files.put("ar", "arb");
        files.put("es", "spa");
        files.put("ja", "jpn");
        files.put("ko", "kor");
        files.put("de", "deu");
        files.put("pt", "por-BR");
        files.put("sw", "swa");
        files.put("it", "ita");
        files.put("kk-Cyrl", "kaz");
        files.put("th", "tha");
        files.put("ms", "msa");
        files.put("el", "ell");
        files.put("zh-Hans", "zho-CN");
        return files;
    }

    boolean isThere() {
        return Files.exists(file("eng"));
    }

    /** Those of the languages whose texts are there. */
    List<String> languages() {
        return FILES.keySet().stream()
                .filter(language -> Files.exists(file(FILES.get(language))))
                .toList();
    }

    /** Every line in a language, beside the English one. */
    List<Translated> translated(String language) throws IOException {
        List<String> source = Files.readAllLines(file("eng"));
        List<String> target = Files.readAllLines(file(FILES.get(language)));
        List<Translated> translated = new ArrayList<>();
        for (int line = 0; line < source.size(); line++) {
            translated.add(Translated.plain("en", source.get(line), language, target.get(line)));
        }
        return translated;
    }

    /** What the countries are called; no terms where the names are not there. */
    Glossary countries(String language) throws IOException {
        Path names = names(language);
        if (!Files.exists(names)) {
            return Glossary.EMPTY;
        }
        Map<String, String> english = countries(names("en"));
        List<Term> terms = new ArrayList<>();
        countries(names).forEach((code, name) -> {
            if (english.containsKey(code)) {
                terms.add(new Term(Map.of("en", List.of(english.get(code)), language, List.of(name))));
            }
        });
        return new Glossary(terms, List.of(), List.of());
    }

    private Path file(String name) {
        return folder.resolve("ntrex/public/" + name + ".txt");
    }

    private Path names(String language) {
        return folder.resolve("cldr-glossary/" + language.replaceFirst("-.*", "") + "/territories.json");
    }

    private static Map<String, String> countries(Path names) throws IOException {
        Map<String, String> countries = new HashMap<>();
        COUNTRY.matcher(Files.readString(names))
                .results()
                .forEach(country -> countries.put(country.group(1), country.group(2)));
        return countries;
    }
}
