package io.copyflow.launcher.process;

import io.copyflow.registry.ServedRegistry;
import io.copyflow.runtime.Asked;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The built-in schema ids on a registry's own paths, so that every Kafka tool can read the topics. */
final class RegistryRoutes implements Consumer<RoutesConfig> {

    private static final List<String> PATHS = List.of(
            "/subjects",
            "/subjects/<rest>",
            "/schemas/<rest>",
            "/config",
            "/config/<rest>",
            "/mode",
            "/mode/<rest>",
            "/apis/registry/v3/<rest>",
            "/apis/ccompat/v7/<rest>");

    private final ServedRegistry registry;

    RegistryRoutes(ServedRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void accept(RoutesConfig routes) {
        for (String path : PATHS) {
            routes.get(path, this::answer);
            routes.post(path, this::answer);
            routes.put(path, this::answer);
            routes.delete(path, this::answer);
        }
    }

    private void answer(Context ctx) {
        ServedRegistry.Response response = response(ctx);
        ctx.status(response.status()).contentType(response.contentType()).result(response.body());
    }

    /** Its clients understand errors of the registry's kind alone, so that it reads the body within its own bound. */
    private ServedRegistry.Response response(Context ctx) {
        if (new Asked(ctx).isLongerThan(ServedRegistry.MOST_BYTES)) {
            return registry.tooLarge();
        }
        byte[] body;
        try {
            body = ctx.bodyInputStream().readNBytes(ServedRegistry.MOST_BYTES + 1);
        } catch (IOException e) {
            return registry.incomplete();
        }
        return registry.handle(ctx.method().name(), ctx.req().getRequestURI(), ctx.queryString(), body);
    }
}
