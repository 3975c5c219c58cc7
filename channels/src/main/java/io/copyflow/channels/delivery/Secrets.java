package io.copyflow.channels.delivery;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What accounts need and the directory, which everybody reads, must not hold: a properties file with {@code
 * <account>.token}, {@code <account>.secret}, {@code <account>.url}, or the environment with {@code
 * COPYFLOW_CHANNEL_<ACCOUNT>_TOKEN} and so on, the account's id in capitals with underscores. The environment comes first.
 */
public final class Secrets {

    private final Properties file;
    private final Map<String, String> environment;

    private Secrets(Properties file, Map<String, String> environment) {
        this.file = file;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads the file; there need be none.
     *
     * @throws IOException when there is one and it cannot be read
     */
    public static Secrets read(Path file, Map<String, String> environment) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                properties.load(in);
            }
        }
        return new Secrets(properties, environment);
    }

    /** Of an account; null when there is none. */
    public @Nullable String of(String account, String key) {
        String variable = "COPYFLOW_CHANNEL_"
                + (account + "_" + key).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        String value = environment.getOrDefault(variable, file.getProperty(account + "." + key));
        return value == null || value.isBlank() ? null : value.strip();
    }
}
