package io.copyflow.launcher.cli;

import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.WebAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that asks a running Copyflow can be told. */
final class ServerOptions {

    @Mixin
    private Address address = new Address();

    @Option(names = "--json", description = "The answers as JSON, one a line.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    ServerClient connect(RootCommand root) {
        return address.connect(root);
    }

    /** Where it is. */
    static final class Address {

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "Where Copyflow runs, such as http://127.0.0.1:8400.")
        private @Nullable String url;

        ServerClient connect(RootCommand root) {
            return new ServerClient(
                    url == null
                            ? configured(root.configuration())
                            : checked(url).replaceFirst("/+$", ""),
                    () -> UUID.randomUUID().toString());
        }

        private static String checked(String url) {
            if (WebAddress.of(url) != null) {
                return url;
            }
            throw new StageFailure(
                    "setting-malformed",
                    "Expected an address such as http://127.0.0.1:8400 for --url, but got '" + url + "'.");
        }

        private static String configured(Configuration configuration) {
            return "http://" + configuration.text(Setting.HTTP_HOST) + ":" + configuration.number(Setting.HTTP_PORT);
        }
    }
}
