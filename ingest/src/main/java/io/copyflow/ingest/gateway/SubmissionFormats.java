package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.runtime.Asked;
import io.copyflow.runtime.StrictJson;
import io.copyflow.runtime.UnreadableInputException;
import org.jspecify.annotations.Nullable;

/** The formats stories come in, told apart by content type and by what is in them. */
public final class SubmissionFormats {

    private static final String NINJS = "application/vnd.iptc.ninjs+json";

    private final PlainJsonReader plain;
    private final NinjsReader ninjs;

    /** Where no pictures are taken. */
    public SubmissionFormats() {
        this(PictureBlocks.NONE);
    }

    public SubmissionFormats(PictureBlocks pictures) {
        this.plain = new PlainJsonReader(pictures);
        this.ninjs = new NinjsReader(pictures);
    }

    /**
     * Reads a body.
     *
     * @param contentType one that {@link Asked#isJson}; null for JSON of either format
     * @throws UnreadableInputException with code {@code encoding-invalid} or {@code json-malformed} where it is no
     *     JSON, else with what is wrong in it
     */
    public SubmissionDraft read(byte[] body, @Nullable String contentType) {
        JsonNode item = StrictJson.read(body);
        boolean isNinjs = contentType != null && Asked.mediaType(contentType).equals(NINJS);
        return isNinjs || ninjs.recognises(item) ? ninjs.read(item) : plain.read(item);
    }
}
