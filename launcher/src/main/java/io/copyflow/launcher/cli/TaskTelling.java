package io.copyflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Tells a person, or a program, what the server answered about tasks. */
record TaskTelling(RootCommand root, ServerOptions options) {

    /**
     * @param lines what a person is told of what was done
     * @return the exit code
     */
    int tell(ServerClient.Reply reply, Function<JsonNode, List<String>> lines) {
        PrintWriter out = root.out();
        if (options.isJson()) {
            out.println(reply.body());
        } else if (reply.isDone()) {
            lines.apply(reply.body()).forEach(out::println);
        } else {
            root.err().println(reply.refusal());
        }
        out.flush();
        root.err().flush();
        return reply.isDone() ? 0 : RootCommand.REFUSED;
    }

    /** {@code STORY/LANGUAGE}. */
    static String name(JsonNode task) {
        return task.path("storyId").asText() + "/" + task.path("language").asText();
    }

    /** Until when it is held, where that is told. */
    static String until(JsonNode task) {
        return task.has("leaseUntil") ? " until " + task.path("leaseUntil").asText() : "";
    }

    /** A line for each warning. */
    static List<String> warnings(JsonNode task) {
        List<String> lines = new ArrayList<>();
        for (JsonNode warning : task.path("warnings")) {
            lines.add("  " + warning.path("severity").asText() + "  "
                    + warning.path("segmentId").asText() + "  "
                    + warning.path("check").asText() + ": "
                    + warning.path("sentence").asText());
        }
        return lines;
    }
}
