package io.copyflow.launcher.process;

import io.copyflow.ingest.gateway.FeedSource;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.WebAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The feeds to poll: {@code sources: [{id, url, language, desk, every: PT5M, person}]}. */
final class FeedsFile {

    private static final Set<String> KNOWN = Set.of("id", "url", "language", "desk", "every", "person");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Duration USUALLY = Duration.ofMinutes(5);
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final int MOST_CHARACTERS = 1 << 20;

    private FeedsFile() {}

    /** @throws StageFailure {@code feeds-file-invalid}, naming the source and the field */
    static List<FeedSource> read(Path file) {
        Object root;
        try {
            root = new Load(LoadSettings.builder()
                            .setCodePointLimit(MOST_CHARACTERS)
                            .setMaxAliasesForCollections(0)
                            .build())
                    .loadFromString(Files.readString(file));
        } catch (IOException | YamlEngineException e) {
            throw invalid("YAML in " + file, String.valueOf(e.getMessage()), "Check the file");
        }
        if (!(root instanceof Map<?, ?> top) || !(top.get("sources") instanceof List<?> list) || top.size() != 1) {
            throw invalid("a list 'sources' and nothing else in " + file, "there is something else", "Write one");
        }
        List<FeedSource> sources = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Object each : list) {
            FeedSource source = source(each, "sources[" + sources.size() + "]");
            if (!ids.add(source.id())) {
                throw invalid("each id once", "'" + source.id() + "' stands there twice", "Choose another");
            }
            sources.add(source);
        }
        return sources;
    }

    private static FeedSource source(Object each, String where) {
        if (!(each instanceof Map<?, ?> fields)) {
            throw invalid("a source at " + where, "there is something else", "Write id and url");
        }
        for (Object name : fields.keySet()) {
            if (!(name instanceof String text) || !KNOWN.contains(text)) {
                throw invalid(
                        "only known fields at " + where,
                        "there is '" + name + "'",
                        "Known are " + String.join(", ", KNOWN.stream().sorted().toList()));
            }
        }
        String id = text(fields, "id", where);
        if (id == null || !ID.matcher(id).matches()) {
            throw invalid(
                    "an id of lower-case letters, digits and hyphens at " + where + ".id",
                    "it is '" + id + "'",
                    "Correct it");
        }
        return new FeedSource(
                id,
                url(text(fields, "url", where), where),
                text(fields, "language", where),
                text(fields, "desk", where),
                every(text(fields, "every", where), where),
                text(fields, "person", where));
    }

    private static URI url(@Nullable String stated, String where) {
        URI url = stated == null ? null : WebAddress.of(stated);
        if (url != null) {
            return url;
        }
        throw invalid("an http or https address at " + where + ".url", "it is '" + stated + "'", "Correct it");
    }

    private static Duration every(@Nullable String stated, String where) {
        if (stated == null) {
            return USUALLY;
        }
        try {
            Duration every = Duration.parse(stated);
            if (every.compareTo(SHORTEST) >= 0) {
                return every;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw invalid(
                "a time of 10 seconds or more at " + where + ".every, such as PT5M",
                "it is '" + stated + "'",
                "Correct it");
    }

    private static @Nullable String text(Map<?, ?> fields, String name, String where) {
        Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw invalid("a text at " + where + "." + name, "it is something else", "Put it between quotation marks");
    }

    private static StageFailure invalid(String expected, String but, String instead) {
        return new StageFailure("feeds-file-invalid", "Expected " + expected + ", but " + but + ". " + instead + ".");
    }
}
