package io.copyflow.launcher.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.desk.api.Api;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the desk's API has what its OpenAPI document has. */
class DeskApiPageTest {

    @Test
    void the_requests_are_those_of_the_document() throws IOException {
        StringBuilder table =
                new StringBuilder("| request | does | fields, or parameters | for |\n|---|---|---|---|\n");
        JsonNode document = Api.document();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                table.append("| `%s %s` | %s | %s | %s |%n"
                        .formatted(
                                operation.getKey().equals("get") ? "GET" : "POST",
                                path.getKey().replace("{story}", "STORY").replace("{language}", "LANGUAGE"),
                                operation.getValue().path("summary").asText(),
                                fields(document, operation.getValue()),
                                who(operation.getValue())));
            }
        }
        MadePart.isAsTheCodeHasIt("docs/reference/desk-api.md", "requests", table.toString());
    }

    private static String fields(JsonNode document, JsonNode operation) {
        JsonNode body = operation.at("/requestBody/content/application~1json/schema/$ref");
        if (body.isMissingNode()) {
            return operation
                    .path("parameters")
                    .valueStream()
                    .filter(parameter -> parameter.path("in").asText().equals("query"))
                    .map(parameter -> "`" + parameter.path("name").asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        JsonNode schema = document.at(body.asText().substring(1));
        return schema.path("properties")
                .propertyStream()
                .map(property -> "`" + property.getKey() + "`"
                        + (schema.path("required")
                                        .valueStream()
                                        .anyMatch(name -> name.asText().equals(property.getKey()))
                                ? ""
                                : "?"))
                .collect(Collectors.joining(", "));
    }

    private static String who(JsonNode operation) {
        String text = operation.path("description").asText();
        return text.startsWith("For: ") ? text.substring(5, text.indexOf('.')) : "";
    }
}
