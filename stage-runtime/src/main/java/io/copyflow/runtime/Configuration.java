package io.copyflow.runtime;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings, immutable. They merge in one order, later over earlier: defaults, file, environment
 * ({@code COPYFLOW_HTTP_PORT}), command line ({@code --set http.port=8400}). A key set twice in one place is an error that
 * names it; so is a key nobody knows.
 *
 * <p>Keys that begin with {@code kafka.} go to every Kafka client as they are, without the prefix: from a file or the
 * command line only.
 */
public final class Configuration {

    private static final String KAFKA = "kafka.";

    /** A host, one of IPv6 in brackets, and a port, with the protocol of a listener before it or without. */
    private static final Pattern SERVER =
            Pattern.compile("(?:[A-Za-z0-9_.-]+://)?(?:[A-Za-z0-9_.%-]+|\\[[A-Za-z0-9:.%]+]):([0-9]{1,5})");

    private final Map<Setting, String> values;
    private final Map<String, String> kafka;

    private Configuration(Map<Setting, String> values, Map<String, String> kafka) {
        this.values = Collections.unmodifiableMap(values);
        this.kafka = Collections.unmodifiableMap(kafka);
        // before anything is started with some of them
        for (Setting setting : Setting.values()) {
            Setting.Range range = setting.range();
            if (range != null) {
                number(setting, range);
            }
            if (setting.isWebAddress()) {
                address(setting);
            }
        }
        demandServers();
    }

    /** The defaults alone. */
    public static Configuration defaults() {
        return merge(List.of(), Map.of(), List.of());
    }

    /**
     * @param file a file of {@code key=value} lines, {@code #} for comments; null for none
     * @param environment the environment
     * @param sets {@code key=value} from the command line
     * @throws StageFailure with code {@code setting-unknown}, {@code setting-twice}, {@code setting-malformed} or
     *     {@code settings-unreadable}
     */
    public static Configuration of(@Nullable Path file, Map<String, String> environment, List<String> sets) {
        return merge(file == null ? List.of() : lines(file), environment, sets);
    }

    private static Configuration merge(List<String> file, Map<String, String> environment, List<String> sets) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        Map<String, String> kafka = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            values.put(setting, setting.fallback());
        }
        layer(file, "the settings file", values, kafka);
        for (Setting setting : Setting.values()) {
            String value = environment.get(setting.variable());
            if (value != null) {
                values.put(setting, value);
            }
        }
        layer(sets, "the command line", values, kafka);
        return new Configuration(values, kafka);
    }

    private static void layer(
            List<String> pairs, String where, Map<Setting, String> values, Map<String, String> kafka) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new StageFailure(
                        "setting-malformed", "Expected key=value in " + where + ", but got '" + pair + "'.");
            }
            String key = pair.substring(0, equals).strip();
            String value = pair.substring(equals + 1).strip();
            if (seen.put(key, value) != null) {
                throw new StageFailure(
                        "setting-twice", "The setting " + key + " stands twice in " + where + ". Leave one of them.");
            }
            Setting setting = Setting.byKey(key);
            if (key.startsWith(KAFKA)) {
                kafka.put(key.substring(KAFKA.length()), value);
            } else if (setting != null) {
                values.put(setting, value);
            } else {
                throw new StageFailure(
                        "setting-unknown",
                        "There is no setting '" + key + "' (in " + where + "). Did you mean " + nearest(key) + "?");
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (NoSuchFileException e) {
            throw new StageFailure("settings-unreadable", "There is no file " + file + ". Check the path.", e);
        } catch (IOException e) {
            throw new StageFailure(
                    "settings-unreadable",
                    "The settings file " + file + " cannot be read ("
                            + e.getClass().getSimpleName()
                            + "). Check that it is a file of text and that this user may read it.",
                    e);
        }
    }

    private static String nearest(String key) {
        return Arrays.stream(Setting.values())
                .map(Setting::key)
                .min(Comparator.comparingInt(known -> EditDistance.between(known, key)))
                .orElseThrow();
    }

    public String text(Setting setting) {
        return values.getOrDefault(setting, setting.fallback());
    }

    /** The number of a setting that is one. */
    public int number(Setting setting) {
        return number(setting, Objects.requireNonNull(setting.range(), setting::key));
    }

    private int number(Setting setting, Setting.Range range) {
        String text = text(setting);
        try {
            int number = Integer.parseInt(text);
            if (number >= range.least() && number <= range.most()) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new StageFailure(
                "setting-malformed",
                "Expected a whole number "
                        + (range.most() == Integer.MAX_VALUE
                                ? "of at least " + range.least()
                                : "from " + range.least() + " to " + range.most())
                        + " for " + setting.key() + ", but got '" + text + "'.");
    }

    /**
     * Whether it says {@code yes}; the other word is {@code no}.
     *
     * @throws StageFailure with code {@code setting-malformed}
     */
    public boolean yes(Setting setting) {
        String text = text(setting);
        return switch (text) {
            case "yes" -> true;
            case "no" -> false;
            default ->
                throw new StageFailure(
                        "setting-malformed", "Expected yes or no for " + setting.key() + ", but got '" + text + "'.");
        };
    }

    /**
     * A whole address on the web.
     *
     * @return null when the setting is empty
     * @throws StageFailure with code {@code setting-malformed}
     */
    public @Nullable URI address(Setting setting) {
        String text = text(setting);
        if (text.isEmpty()) {
            return null;
        }
        URI address = WebAddress.of(text);
        if (address != null) {
            return address;
        }
        throw new StageFailure(
                "setting-malformed",
                "Expected a whole address such as https://news.example.org/ for " + setting.key() + ", but got '" + text
                        + "'. Correct it, or leave it empty.");
    }

    /** As Kafka's clients read them, which would refuse them later and in words of their own. */
    private void demandServers() {
        List<String> servers = words(Setting.BOOTSTRAP_SERVERS);
        for (String server : servers.isEmpty() ? List.of("") : servers) {
            Matcher address = SERVER.matcher(server);
            if (!address.matches() || Integer.parseInt(address.group(1)) > Setting.MOST_OF_PORTS) {
                throw new StageFailure(
                        "setting-malformed",
                        "Expected an address such as " + Setting.BOOTSTRAP_SERVERS.fallback() + " for "
                                + Setting.BOOTSTRAP_SERVERS.key() + ", but got '" + server + "'.");
            }
        }
    }

    /** The words of a list with commas between. */
    public List<String> words(Setting setting) {
        return Arrays.stream(text(setting).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    public Path dataDir() {
        return Path.of(text(Setting.DATA_DIR)).toAbsolutePath().normalize();
    }

    /** A folder that lies in the data directory unless it is set. */
    public Path folder(Setting setting, String name) {
        String text = text(setting);
        return text.isEmpty()
                ? dataDir().resolve(name)
                : Path.of(text).toAbsolutePath().normalize();
    }

    /** What every Kafka client gets: where Kafka is, and the {@code kafka.} settings. */
    public Map<String, Object> kafkaClient() {
        Map<String, Object> client = new HashMap<>(kafka);
        client.put("bootstrap.servers", text(Setting.BOOTSTRAP_SERVERS));
        return client;
    }

    /** The same with some settings changed. */
    public Configuration with(Map<Setting, String> changes) {
        Map<Setting, String> changed = new EnumMap<>(values);
        changed.putAll(changes);
        return new Configuration(changed, kafka);
    }
}
