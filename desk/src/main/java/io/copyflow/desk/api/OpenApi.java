package io.copyflow.desk.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The OpenAPI 3.1 document, made of the table of routes and the records they answer with. */
final class OpenApi {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");

    private final JsonSchemas schemas = new JsonSchemas();

    private OpenApi() {}

    static ObjectNode of(List<Route> routes) {
        return new OpenApi().document(routes);
    }

    private ObjectNode document(List<Route> routes) {
        ObjectNode document = NODES.objectNode().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Copyflow desk")
                .put("version", "1")
                .put(
                        "description",
                        "Everything the pages of the desk do, for programs. Commands are decided by the stages, and"
                                + " answered with what they decided.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/");
        document.putArray("security").addObject().putArray("token");
        ObjectNode paths = document.putObject("paths");
        for (Route route : routes) {
            ObjectNode path = paths.withObjectProperty(route.path());
            switch (route) {
                case Route.Look<?> look -> path.set("get", look(look));
                case Route.Keep keep -> path.set("post", keep(keep));
                case Route.Ask ask -> path.set("post", ask(ask));
            }
        }
        ObjectNode components = document.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "Made with 'copyflow desk token make --as PERSON'.");
        ObjectNode problem = components.putObject("responses").putObject("Problem");
        problem.put("description", "Refused, or not as it should be (RFC 9457).");
        content(problem, "application/problem+json", schemas.answer(Views.ApiProblem.class));
        components.set("schemas", schemas.components());
        return document;
    }

    private static ObjectNode operation(Route route) {
        ObjectNode operation =
                NODES.objectNode().put("operationId", route.name()).put("summary", route.summary());
        ArrayNode parameters = operation.putArray("parameters");
        Matcher inPath = IN_PATH.matcher(route.path());
        while (inPath.find()) {
            ObjectNode parameter = parameters
                    .addObject()
                    .put("name", inPath.group(1))
                    .put("in", "path")
                    .put("required", true)
                    .put(
                            "description",
                            inPath.group(1).equals("story") ? "A story's id." : "The BCP 47 tag of its version.");
            parameter.putObject("schema").put("type", "string");
        }
        return operation;
    }

    private ObjectNode look(Route.Look<?> look) {
        ObjectNode operation = operation(look);
        ArrayNode parameters = (ArrayNode) operation.get("parameters");
        for (Route.Parameter each : look.parameters()) {
            ObjectNode schema = parameters
                    .addObject()
                    .put("name", each.name())
                    .put("in", "query")
                    .put("description", each.means())
                    .putObject("schema")
                    .put("type", "string");
            if (each.choices() != null) {
                ArrayNode choices = schema.putArray("enum");
                each.choices().forEach(choices::add);
            }
        }
        ObjectNode responses = operation.putObject("responses");
        content(
                responses.putObject("200").put("description", "What was asked for."),
                "application/json",
                schemas.answer(look.answer()));
        problems(responses);
        return operation;
    }

    private ObjectNode keep(Route.Keep keep) {
        ObjectNode operation = operation(keep);
        ObjectNode body = operation.putObject("requestBody").put("required", true);
        ObjectNode types = body.putObject("content");
        types.putObject("image/*");
        types.putObject("video/*");
        ObjectNode responses = operation.putObject("responses");
        content(
                responses.putObject("201").put("description", "It is kept."),
                "application/json",
                schemas.answer(Views.Media.class));
        problems(responses);
        return operation;
    }

    private ObjectNode ask(Route.Ask ask) {
        ObjectNode operation = operation(ask);
        if (!ask.deed().roles(ask.ofVersion()).isEmpty()) {
            operation.put(
                    "description",
                    "For: "
                            + ask.deed().roles(ask.ofVersion()).stream()
                                    .map(role -> role.label())
                                    .collect(Collectors.joining(", "))
                            + ". The stage that decides looks at more than the role.");
        }
        ((ArrayNode) operation.get("parameters"))
                .addObject()
                .put("name", "Idempotency-Key")
                .put("in", "header")
                .put("description", "The command's id: the same again is the same command.")
                .putObject("schema")
                .put("type", "string")
                .put("minLength", 1)
                .put("maxLength", 200);
        boolean isNothing = CommandJson.fields(
                        org.apache.avro.specific.SpecificData.get().getSchema(ask.command()))
                .isEmpty();
        ObjectNode body = operation.putObject("requestBody").put("required", !isNothing);
        content(body, "application/json", schemas.command(ask.command()));
        ObjectNode responses = operation.putObject("responses");
        content(
                responses.putObject("200").put("description", "It is as asked."),
                "application/json",
                schemas.answer(Views.Outcome.class));
        ObjectNode later = responses.putObject("202").put("description", "Nobody answered in time. Look there.");
        content(later, "application/json", schemas.answer(Views.Outcome.class));
        later.putObject("headers")
                .putObject("Location")
                .put("description", "What the command led to, once it is known.")
                .putObject("schema")
                .put("type", "string");
        problems(responses);
        return operation;
    }

    private static void problems(ObjectNode responses) {
        responses.putObject("default").put("$ref", "#/components/responses/Problem");
    }

    private static void content(ObjectNode of, String type, ObjectNode schema) {
        of.putObject("content").putObject(type).set("schema", schema);
    }
}
