package io.copyflow.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What an operator asks a process: {@code /live}, {@code /ready}, {@code /metrics} in Prometheus' text format, and
 * {@code /topology}.
 */
public final class OperationsPages implements Consumer<RoutesConfig> {

    /** What must be answered however much else is asked. */
    static final Set<String> HEALTH = Set.of("/live", "/ready", "/metrics");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<StageRunner> stages;
    private final Supplier<List<PartHealth>> channels;
    private final PrometheusMeterRegistry registry;

    public OperationsPages(List<StageRunner> stages, PrometheusMeterRegistry registry) {
        this(stages, List::of, registry);
    }

    /** @param channels how the ways out of the newsroom are now, where the process has any */
    public OperationsPages(
            List<StageRunner> stages, Supplier<List<PartHealth>> channels, PrometheusMeterRegistry registry) {
        this.stages = List.copyOf(stages);
        this.channels = channels;
        this.registry = registry;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/live", ctx -> health(ctx, StageRunner::isLive, PartHealth::live));
        routes.get("/ready", ctx -> health(ctx, StageRunner::isReady, PartHealth::ready));
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

    /** 200 when all stages and channels are well, else 503; the body says which are and why not. */
    private void health(Context ctx, Predicate<StageRunner> well, Predicate<PartHealth> wellToo) {
        List<PartHealth> parts = channels.get();
        boolean all = stages.stream().allMatch(well) && parts.stream().allMatch(wellToo);
        ObjectNode body = JSON.createObjectNode().put("ok", all);
        ArrayNode list = body.putArray("stages");
        for (StageRunner stage : stages) {
            ObjectNode one = list.addObject().put("name", stage.name()).put("state", stage.state());
            String failure = stage.lastFailure();
            if (failure != null) {
                one.put("failure", failure);
            }
        }
        if (!parts.isEmpty()) {
            ArrayNode told = body.putArray("channels");
            parts.forEach(part -> told.addObject()
                    .put("name", part.name())
                    .put("live", part.live())
                    .put("ready", part.ready())
                    .put("state", part.state()));
        }
        ctx.status(all ? 200 : 503).contentType("application/json").result(body.toString());
    }
}
