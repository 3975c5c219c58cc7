package io.copyflow.translate.checks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One invented story in sixteen languages, each sound. */
final class SampleNews {

    private static final Map<String, Map<String, String>> BY_LANGUAGE = read();

    private SampleNews() {}

    static List<String> languages() {
        return List.copyOf(BY_LANGUAGE.keySet());
    }

    /** Every segment of the story, translated from one language into another. */
    static List<Translated> translated(String from, String to) {
        return BY_LANGUAGE.get(from).entrySet().stream()
                .map(segment -> Translated.plain(
                        from, segment.getValue(), to, BY_LANGUAGE.get(to).get(segment.getKey())))
                .toList();
    }

    private static Map<String, Map<String, String>> read() {
        try (InputStream in = Objects.requireNonNull(SampleNews.class.getResourceAsStream("news.tsv"))) {
            Map<String, Map<String, String>> texts = new LinkedHashMap<>();
            new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .forEach(cells -> texts.computeIfAbsent(cells[0], language -> new LinkedHashMap<>())
                            .put(cells[1], cells[2]));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
