package io.copyflow.translate.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * DeepL's API, version 2: {@code POST /v2/translate}.
 *
 * <p>A language's code there is its ISO 639 code in capitals. To translate into Chinese its script belongs to it, and into
 * English and Portuguese a kind: American and Brazilian for a tag without a region, as in CLDR, else British and European
 * for every region but those two.
 */
final class DeepL implements Dialect {

    static final URI FREE = URI.create("https://api-free.deepl.com");
    static final URI PRO = URI.create("https://api.deepl.com");

    private final URI address;
    private final Secret key;

    DeepL(URI server, Secret key) {
        this.address = Addresses.under(server, "v2/translate");
        this.key = key;
    }

    /** Keys of the free plan end in {@code :fx}, and work on its server only. */
    static URI serverOf(Secret key) {
        return key.reveal().endsWith(":fx") ? FREE : PRO;
    }

    @Override
    public String name() {
        return "deepl";
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Authorization", "DeepL-Auth-Key " + key.reveal());
    }

    @Override
    public @Nullable String sourceCode(String tag) {
        LanguageSubtags subtags = LanguageSubtags.of(tag);
        return subtags.isUsualScript() || subtags.language().equals("zh") ? capitals(subtags.language()) : null;
    }

    @Override
    public @Nullable String targetCode(String tag) {
        LanguageSubtags subtags = LanguageSubtags.of(tag);
        return switch (subtags.language()) {
            case "zh" -> "ZH-" + capitals(subtags.script());
            case "en" -> subtags.region().equals("US") ? "EN-US" : "EN-GB";
            case "pt" -> subtags.region().equals("BR") ? "PT-BR" : "PT-PT";
            default -> sourceCode(tag);
        };
    }

    private static String capitals(String code) {
        return code.toUpperCase(Locale.ROOT);
    }

    @Override
    public int mostTexts() {
        return 50;
    }

    /** A call's body may have 128 KiB, and a character up to 6 bytes of it. */
    @Override
    public int mostCharacters() {
        return 20_000;
    }

    @Override
    public JsonNode body(List<String> texts, String sourceCode, String targetCode) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        texts.forEach(body.putArray("text")::add);
        return body.put("source_lang", sourceCode).put("target_lang", targetCode);
    }

    @Override
    public @Nullable List<@Nullable String> texts(JsonNode answer) {
        return Dialect.texts(answer.path("translations"), translation -> translation.path("text"));
    }

    @Override
    public boolean isQuotaUsedUp(int status) {
        return status == 456;
    }
}
