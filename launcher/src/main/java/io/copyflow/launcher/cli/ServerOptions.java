package io.copyflow.launcher.cli;

import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that asks a running Copyflow can be told. */
final class ServerOptions {

    @Option(names = "--url", paramLabel = "URL", description = "Where Copyflow runs, such as http://127.0.0.1:8400.")
    private @Nullable String url;

    @Option(names = "--json", description = "The answers as JSON, one a line.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    ServerClient connect(RootCommand root) {
        return new ServerClient(address(root));
    }

    private String address(RootCommand root) {
        if (url != null) {
            return url.replaceFirst("/+$", "");
        }
        Configuration configuration = root.configuration();
        return "http://" + configuration.text(Setting.HTTP_HOST) + ":" + configuration.number(Setting.HTTP_PORT);
    }
}
