package io.copyflow.channels.syndication;

import io.copyflow.contract.LanguageTag;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The members, as {@code subscribers.yaml} lists them. docs/how-to/syndicate-to-member-media.md says how it looks. */
public final class Subscribers {

    private static final Set<String> KEYS = Set.of("id", "token-sha256", "languages", "desks", "urgency", "webhook");
    private static final int LEAST_URGENT = 8;

    private final List<Subscriber> all;

    private Subscribers(List<Subscriber> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Reads the file; without one there are no members.
     *
     * @throws StageFailure with the code {@code subscribers-invalid} and a sentence that says where it is wrong
     */
    public static Subscribers read(Path file) {
        if (Files.notExists(file)) {
            return new Subscribers(List.of());
        }
        try {
            Object root = new Load(LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            return of(file, root);
        } catch (IOException | YamlEngineException e) {
            throw invalid(file, "it cannot be read: " + e.getMessage(), e);
        }
    }

    private static Subscribers of(Path file, @Nullable Object root) {
        if (!(root instanceof Map<?, ?> map) || !(map.get("subscribers") instanceof List<?> list)) {
            throw invalid(file, "it has no list under 'subscribers'", null);
        }
        List<Subscriber> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Object entry : list) {
            Subscriber subscriber = subscriber(file, entry);
            if (!ids.add(subscriber.id())) {
                throw invalid(file, "it has two subscribers '" + subscriber.id() + "'", null);
            }
            all.add(subscriber);
        }
        return new Subscribers(all);
    }

    private static Subscriber subscriber(Path file, Object entry) {
        if (!(entry instanceof Map<?, ?> map)) {
            throw invalid(file, "an item of the list is no set of keys", null);
        }
        for (Object key : map.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw invalid(file, "there is no key '" + key + "'", null);
            }
        }
        String id = String.valueOf(map.get("id"));
        if (!id.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw invalid(file, "'" + id + "' is no id; ids are lower-case letters, digits and hyphens", null);
        }
        String hash = String.valueOf(map.get("token-sha256"));
        if (!hash.matches("[0-9a-f]{64}")) {
            throw invalid(file, "'token-sha256' of '" + id + "' is not 64 lower-case hex digits", null);
        }
        Set<String> languages = texts(file, id, "languages", map.get("languages"));
        for (String language : languages) {
            if (!language.equals(LanguageTag.canonical(language))) {
                throw invalid(file, "'" + language + "' of '" + id + "' is no language tag such as kk-Cyrl", null);
            }
        }
        Object urgency = map.get("urgency");
        if (urgency != null && !(urgency instanceof Integer n && n >= 1 && n <= LEAST_URGENT)) {
            throw invalid(file, "'urgency' of '" + id + "' is not a number from 1 to 8", null);
        }
        return new Subscriber(
                id,
                hash,
                languages,
                texts(file, id, "desks", map.get("desks")),
                urgency instanceof Integer n ? n : LEAST_URGENT,
                webhook(file, id, map.get("webhook")));
    }

    private static @Nullable URI webhook(Path file, String id, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            URI address = URI.create(String.valueOf(value));
            if (address.getHost() != null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw invalid(file, "'webhook' of '" + id + "' is no address: " + e.getMessage(), e);
        }
        throw invalid(file, "'webhook' of '" + id + "' is no http or https address", null);
    }

    private static Set<String> texts(Path file, String id, String key, @Nullable Object value) {
        if (value == null) {
            return Set.of();
        }
        if (!(value instanceof List<?> list)) {
            throw invalid(file, "'" + key + "' of '" + id + "' is no list", null);
        }
        Set<String> texts = new HashSet<>();
        list.forEach(one -> texts.add(String.valueOf(one)));
        return texts;
    }

    private static StageFailure invalid(Path file, String why, @Nullable Throwable cause) {
        String sentence = "Expected the members in " + file + ", but " + why
                + ". Correct it; docs/how-to/syndicate-to-member-media.md has an example.";
        return cause == null
                ? new StageFailure("subscribers-invalid", sentence)
                : new StageFailure("subscribers-invalid", sentence, cause);
    }

    List<Subscriber> all() {
        return all;
    }

    /** Whose token it is; null when it is nobody's. */
    @Nullable
    Subscriber byToken(String token) {
        Subscriber found = null;
        for (Subscriber subscriber : all) {
            // every one is compared, so that time tells nothing
            if (subscriber.hasToken(token)) {
                found = subscriber;
            }
        }
        return found;
    }
}
