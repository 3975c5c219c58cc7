package io.copyflow.translate.recall;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.Mark;
import io.copyflow.contract.TextRules;
import io.copyflow.runtime.Problem;
import io.copyflow.translate.memory.EntryOrigin;
import io.copyflow.translate.memory.Recollection;
import io.copyflow.translate.memory.Suggestion;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /memory?from=zh-Hans&to=fr&text=…&limit=5}: how a text was translated before.
 *
 * <ul>
 *   <li>{@code from} and {@code to}: BCP 47 tags. {@code text}: of one segment, at most {@value #LONGEST_TEXT}
 *       characters. {@code limit}: 1 to 50, 5 when left out.
 *   <li>200 with {@code suggestions}, the best first, perhaps none. Each has {@code score} (60 to 100), {@code kind}
 *       ({@code exact}, {@code fuzzy}), {@code source}, {@code target}, {@code marks}, and {@code origin}: of the kind
 *       {@code story} with {@code storyId}, {@code segmentId}, {@code sourceRevision}, {@code contentHash},
 *       {@code textBy}, {@code textByDetail}, {@code translators}, {@code clearedAt}; or of the kind {@code file} with
 *       {@code file}, {@code madeBy}, {@code madeAt}, {@code importedBy}, {@code importedAt}.
 *   <li>400, a problem (RFC 9457), when a parameter is missing or is not as above.
 * </ul>
 */
public final class MemoryApi {

    /** What an address can carry; longer texts are suggested for by {@link Recollection} itself. */
    private static final int LONGEST_TEXT = 4_000;

    private static final int DEFAULT_LIMIT = 5;

    private final Recollection memory;

    public MemoryApi(Recollection memory) {
        this.memory = memory;
    }

    /** Adds the route. */
    public void addTo(RoutesConfig routes) {
        routes.get("/memory", this::suggest);
    }

    private void suggest(Context ctx) {
        String from = language(ctx, "from");
        String to = language(ctx, "to");
        String text = ctx.queryParam("text");
        int limit = limit(ctx.queryParam("limit"));
        if (from == null || to == null) {
            refuse(ctx, "unknown-language", "Expected BCP 47 tags such as from=zh-Hans&to=fr. Correct them.");
        } else if (text == null || TextRules.isBlank(text) || text.length() > LONGEST_TEXT) {
            refuse(
                    ctx,
                    "text-invalid",
                    "Expected text=… with the text of one segment, at most " + LONGEST_TEXT
                            + " characters. Send one segment.");
        } else if (limit < 1 || limit > Recollection.MOST) {
            refuse(
                    ctx,
                    "limit-invalid",
                    "Expected limit to be a number from 1 to " + Recollection.MOST + ". Correct it or leave it out.");
        } else {
            ArrayNode suggestions = JsonNodeFactory.instance.arrayNode();
            memory.suggest(from, to, text, limit).forEach(suggestion -> suggestions.add(json(suggestion)));
            ctx.contentType("application/json")
                    .result(JsonNodeFactory.instance
                            .objectNode()
                            .<ObjectNode>set("suggestions", suggestions)
                            .toString());
        }
    }

    private static void refuse(Context ctx, String code, String sentence) {
        new Problem(400, code, sentence).answer(ctx);
    }

    private static @Nullable String language(Context ctx, String name) {
        String tag = ctx.queryParam(name);
        return tag == null ? null : LanguageTag.canonical(tag);
    }

    private static int limit(@Nullable String limit) {
        try {
            return limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static ObjectNode json(Suggestion suggestion) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("score", suggestion.score())
                .put("kind", word(suggestion.kind()))
                .put("source", suggestion.entry().source().text())
                .put("target", suggestion.entry().target().text());
        ArrayNode marks = json.putArray("marks");
        suggestion.entry().target().marks().forEach(mark -> marks.add(json(mark)));
        json.set("origin", json(suggestion.entry().origin()));
        return json;
    }

    private static ObjectNode json(Mark mark) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", mark.kind().label())
                .put("start", mark.start())
                .put("end", mark.end())
                .put("target", mark.target());
    }

    private static ObjectNode json(EntryOrigin origin) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (origin) {
            case EntryOrigin.ClearedStory story -> {
                json.put("kind", "story")
                        .put("storyId", story.storyId())
                        .put("segmentId", story.segmentId())
                        .put("sourceRevision", story.sourceRevision())
                        .put("contentHash", story.contentHash())
                        .put("textBy", story.textBy() == null ? null : word(story.textBy()))
                        .put("textByDetail", story.textByDetail());
                put(json.putArray("translators"), story.translators());
                json.put("clearedAt", story.clearedAt().toString());
            }
            case EntryOrigin.TmxFile file ->
                json.put("kind", "file")
                        .put("file", file.file())
                        .put("madeBy", file.madeBy())
                        .put(
                                "madeAt",
                                file.madeAt() == null ? null : file.madeAt().toString())
                        .put("importedBy", file.importedBy())
                        .put("importedAt", file.importedAt().toString());
        }
        return json;
    }

    private static void put(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
