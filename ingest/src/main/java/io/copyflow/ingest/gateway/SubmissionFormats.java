package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formats stories come in, told apart by content type and by what is in them. */
public final class SubmissionFormats {

    private static final int DEEPEST = 100;
    private static final String NINJS = "application/vnd.iptc.ninjs+json";
    private static final Pattern OTHER_CHARSET =
            Pattern.compile("charset\\s*=\\s*\"?(?!utf-?8\"?(\\s|;|$))", Pattern.CASE_INSENSITIVE);

    private final ObjectReader json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // what was sent does not belong into messages and logs
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();
    private final PlainJsonReader plain = new PlainJsonReader();
    private final NinjsReader ninjs;

    /** @param clock to tell whether an embargo has passed */
    public SubmissionFormats(InstantSource clock) {
        this.ninjs = new NinjsReader(clock);
    }

    /**
     * Whether bodies of a content type are read: {@code application/json}, and types that end with {@code +json}. A form
     * or plain text is not, because any web page can make a browser send those.
     */
    public static boolean reads(@Nullable String contentType) {
        if (contentType == null || OTHER_CHARSET.matcher(contentType).find()) {
            return false;
        }
        String type = type(contentType);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    /**
     * Reads a body.
     *
     * @param contentType one that {@link #reads}; null for JSON of either format
     * @throws UnreadableSubmissionException with code {@code encoding-invalid} or {@code json-malformed} where it is no
     *     JSON, else with what is wrong in it
     */
    public SubmissionDraft read(byte[] body, @Nullable String contentType) {
        JsonNode item = parse(body);
        boolean isNinjs = contentType != null && type(contentType).equals(NINJS);
        return isNinjs || ninjs.recognises(item) ? ninjs.read(item) : plain.read(item);
    }

    private JsonNode parse(byte[] body) {
        String text = decoded(body);
        try {
            JsonNode item = json.readTree(text);
            if (item.isMissingNode()) {
                throw new UnreadableSubmissionException(
                        "json-malformed", "Expected JSON, but there is nothing. Send the story as a JSON object.");
            }
            return item;
        } catch (StreamConstraintsException e) {
            throw malformed(e, "it is nested deeper than " + DEEPEST + " levels or holds a number or name too long");
        } catch (JsonProcessingException e) {
            String reason = String.valueOf(e.getOriginalMessage());
            throw malformed(e, reason.length() > 200 ? reason.substring(0, 200) + "…" : reason);
        }
    }

    private static UnreadableSubmissionException malformed(JacksonException e, String reason) {
        JsonLocation location = e instanceof JsonProcessingException json ? json.getLocation() : null;
        return new UnreadableSubmissionException(
                "json-malformed",
                "Expected JSON, but "
                        + (location == null
                                ? ""
                                : "at line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ")
                        + reason + ". Correct it there.");
    }

    private static String decoded(byte[] body) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CharBuffer chars = CharBuffer.allocate(body.length);
        CoderResult result = decoder.decode(bytes, chars, true);
        try {
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException e) {
            throw new UnreadableSubmissionException(
                    "encoding-invalid",
                    "Expected UTF-8, but byte " + bytes.position() + " is none. Save the text as UTF-8.");
        }
        String text = chars.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String type(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
