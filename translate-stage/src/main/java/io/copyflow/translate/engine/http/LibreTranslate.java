package io.copyflow.translate.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Any server with LibreTranslate's API: {@code POST /translate}.
 *
 * <p>A language's code there is its ISO 639 code, and for Chinese its script besides. A script that is not the usual one
 * of its language has none, and neither has a region: {@code pt-BR} is asked for as {@code pt}.
 */
final class LibreTranslate implements Dialect {

    private final URI address;
    private final @Nullable Secret key;

    LibreTranslate(URI server, @Nullable Secret key) {
        this.address = Addresses.under(server, "translate");
        this.key = key;
    }

    @Override
    public String name() {
        return "libretranslate";
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public @Nullable String sourceCode(String tag) {
        LanguageSubtags subtags = LanguageSubtags.of(tag);
        if (subtags.language().equals("zh")) {
            return "zh-" + subtags.script();
        }
        return subtags.isUsualScript() ? subtags.language() : null;
    }

    @Override
    public @Nullable String targetCode(String tag) {
        return sourceCode(tag);
    }

    @Override
    public int mostTexts() {
        return 25;
    }

    @Override
    public int mostCharacters() {
        return 5_000;
    }

    @Override
    public JsonNode body(List<String> texts, String sourceCode, String targetCode) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        texts.forEach(body.putArray("q")::add);
        body.put("source", sourceCode).put("target", targetCode).put("format", "text");
        if (key != null) {
            body.put("api_key", key.reveal());
        }
        return body;
    }

    @Override
    public @Nullable List<@Nullable String> texts(JsonNode answer) {
        return Dialect.texts(answer.path("translatedText"), text -> text);
    }

    @Override
    public boolean isQuotaUsedUp(int status) {
        return false;
    }
}
