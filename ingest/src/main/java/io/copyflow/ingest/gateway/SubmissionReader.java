package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.runtime.UnreadableInputException;

/** Reads one format of a story. */
interface SubmissionReader {

    /** Whether an item looks like this format. */
    boolean recognises(JsonNode item);

    /** @throws UnreadableInputException naming the place in the item by its JSON path */
    SubmissionDraft read(JsonNode item);
}
