package io.copyflow.translate.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How a kind of machine is spoken to: a POST of JSON with texts, answered by JSON with as many. */
sealed interface Dialect permits LibreTranslate, DeepL {

    /** What it is called in the origin of a draft. */
    String name();

    URI address();

    /** Sent with each call, beside those of JSON. */
    Map<String, String> headers();

    /** Its code for a language to translate from; null when it has none. */
    @Nullable
    String sourceCode(String tag);

    /** Its code for a language to translate into; null when it has none. */
    @Nullable
    String targetCode(String tag);

    /** How many texts a call may have. */
    int mostTexts();

    /** How many characters the texts of a call may have together; a longer text goes alone. */
    int mostCharacters();

    JsonNode body(List<String> texts, String sourceCode, String targetCode);

    /** The texts of an answer, null for what is no text; null when the answer has not the shape of one. */
    @Nullable
    List<@Nullable String> texts(JsonNode answer);

    /**
     * The texts of a list, null for what is no text; null when it is no list.
     *
     * @param text where an item has its text
     */
    static @Nullable List<@Nullable String> texts(JsonNode list, UnaryOperator<JsonNode> text) {
        if (!list.isArray()) {
            return null;
        }
        List<@Nullable String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(text.apply(item).textValue()));
        return texts;
    }

    /** Whether the quota that was bought is used up. */
    boolean isQuotaUsedUp(int status);
}
