package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.runtime.UnreadableInputException;
import java.util.List;

/** Reads one format that is written in JSON. */
interface JsonReader {

    /** Whether a body looks like this format. */
    boolean recognises(JsonNode body);

    /** @throws UnreadableInputException for the body as a whole, naming the place in it by its JSON path */
    List<ReadItem> read(JsonNode body);
}
