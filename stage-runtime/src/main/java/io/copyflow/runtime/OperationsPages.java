package io.copyflow.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What an operator asks a process: {@code /live}, {@code /ready}, {@code /metrics} in Prometheus' text format, and
 * {@code /topology}.
 */
public final class OperationsPages implements Consumer<RoutesConfig> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<StageRunner> stages;
    private final PrometheusMeterRegistry registry;

    public OperationsPages(List<StageRunner> stages, PrometheusMeterRegistry registry) {
        this.stages = List.copyOf(stages);
        this.registry = registry;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/live", ctx -> health(ctx, StageRunner::isLive));
        routes.get("/ready", ctx -> health(ctx, StageRunner::isReady));
        routes.get(
                "/metrics",
                ctx -> ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(registry.scrape()));
        routes.get(
                "/topology",
                ctx -> ctx.contentType("text/plain; charset=utf-8")
                        .result(stages.stream()
                                .map(stage -> stage.name() + "\n" + stage.describe())
                                .collect(Collectors.joining("\n"))));
    }

    /** 200 when all stages are well, else 503; the body says which are and why not. */
    private void health(Context ctx, Predicate<StageRunner> well) {
        boolean all = stages.stream().allMatch(well);
        ObjectNode body = JSON.createObjectNode().put("ok", all);
        ArrayNode list = body.putArray("stages");
        for (StageRunner stage : stages) {
            ObjectNode one = list.addObject().put("name", stage.name()).put("state", stage.state());
            String failure = stage.lastFailure();
            if (failure != null) {
                one.put("failure", failure);
            }
        }
        ctx.status(all ? 200 : 503).contentType("application/json").result(body.toString());
    }
}
