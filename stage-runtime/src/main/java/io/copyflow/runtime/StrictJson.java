package io.copyflow.runtime;

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

/** JSON that strangers send: UTF-8, one value, no name twice, nested {@value #DEEPEST} deep at most. */
public final class StrictJson {

    private static final int DEEPEST = 100;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
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

    private StrictJson() {}

    /**
     * Reads a body.
     *
     * @throws UnreadableInputException with code {@code encoding-invalid} or {@code json-malformed}
     */
    public static JsonNode read(byte[] body) {
        String text = decoded(body);
        try {
            JsonNode item = READER.readTree(text);
            if (item.isMissingNode()) {
                throw new UnreadableInputException(
                        "json-malformed", "Expected JSON, but there is nothing. Send a JSON object.");
            }
            return item;
        } catch (StreamConstraintsException e) {
            throw malformed(e, "it is nested deeper than " + DEEPEST + " levels or holds a number or name too long");
        } catch (JsonProcessingException e) {
            throw malformed(e, reason(String.valueOf(e.getOriginalMessage())));
        }
    }

    /** What Jackson says is meant for programmers, and names switches that are none of the reader's. */
    private static String reason(String message) {
        if (message.startsWith("Duplicate field")) {
            return "a name stands twice in one object";
        }
        if (message.startsWith("Non-standard token")) {
            return "NaN and Infinity are no numbers of JSON";
        }
        if (message.startsWith("Unexpected end-of-input")) {
            return "it ends too early";
        }
        return "what stands there is none";
    }

    private static UnreadableInputException malformed(JacksonException e, String reason) {
        JsonLocation location = e instanceof JsonProcessingException json ? json.getLocation() : null;
        return new UnreadableInputException(
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
            throw new UnreadableInputException(
                    "encoding-invalid",
                    "Expected UTF-8, but byte " + bytes.position() + " is none. Save the text as UTF-8.");
        }
        String text = chars.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
