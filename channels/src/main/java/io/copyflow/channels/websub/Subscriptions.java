package io.copyflow.channels.websub;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.channels.delivery.DurableFiles;
import io.copyflow.channels.delivery.RecordJson;
import io.copyflow.runtime.Logfmt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who subscribes to what, kept in a file that only this program's user may read: it holds their secrets. For any thread. */
final class Subscriptions {

    private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);

    private record Kept(List<Subscription> subscriptions) {}

    private final Path file;
    private final Limits limits;
    private final InstantSource clock;
    private final ObjectMapper json = RecordJson.mapper();
    private final Map<String, Subscription> all = new LinkedHashMap<>();
    private boolean toBeNoted;
    private boolean isNotKept;

    /** @throws IOException when what is kept cannot be read */
    Subscriptions(Path file, Limits limits, InstantSource clock) throws IOException {
        this.file = file;
        this.limits = limits;
        this.clock = clock;
        if (Files.exists(file)) {
            json.readValue(Files.readAllBytes(file), Kept.class)
                    .subscriptions()
                    .forEach(one -> all.put(one.key(), one));
            keep();
        }
    }

    synchronized int size() {
        return all.size();
    }

    /** Those whose lease has not ended. */
    synchronized List<Subscription> live() {
        Instant now = clock.instant();
        return all.values().stream().filter(one -> one.until().isAfter(now)).toList();
    }

    /** One whose lease has not ended; null when there is none. */
    synchronized @Nullable Subscription live(String key) {
        Subscription one = all.get(key);
        return one != null && one.until().isAfter(clock.instant()) ? one : null;
    }

    /** Why one more cannot be had now, or null: what there is can always be renewed. */
    synchronized @Nullable String refusal(Subscription wanted) {
        if (live(wanted.key()) != null) {
            return null;
        }
        List<Subscription> live = live();
        if (live.size() >= limits.subscriptions()) {
            return "Expected room for one subscription more, but there is none. Ask again when some have ended.";
        }
        long ofHost =
                live.stream().filter(one -> one.host().equals(wanted.host())).count();
        return ofHost < limits.ofOneHost()
                ? null
                : "Expected fewer than " + limits.ofOneHost() + " subscriptions of one host, but " + wanted.host()
                        + " has as many. End some, or let them run out.";
    }

    /**
     * Takes a verified one, as long as there is room. What is renewed has had what it had.
     *
     * @return as it is kept; null when there is no room
     */
    synchronized @Nullable Subscription take(Subscription wanted) {
        Subscription before = live(wanted.key());
        if (refusal(wanted) != null) {
            return null;
        }
        Subscription now = before == null ? wanted : wanted.having(before.had());
        all.put(now.key(), now);
        keep();
        return now;
    }

    synchronized void remove(String key) {
        if (all.remove(key) != null) {
            keep();
        }
    }

    /**
     * A subscriber has had a feed; to be {@linkplain #note() noted} soon, many at once.
     *
     * @return whether somebody is to see to that, as nobody does yet
     */
    synchronized boolean had(String key, String digest) {
        boolean isNews = all.computeIfPresent(key, (_, one) -> one.having(digest)) != null && !toBeNoted;
        toBeNoted |= isNews;
        return isNews;
    }

    synchronized void note() {
        if (toBeNoted || isNotKept) {
            keep();
        }
    }

    private void keep() {
        toBeNoted = false;
        Instant now = clock.instant();
        all.values().removeIf(one -> one.until().isBefore(now));
        try {
            DurableFiles files = new DurableFiles(file.resolveSibling("new"), DurableFiles.Readers.OWNER);
            files.write(file, json.writeValueAsBytes(new Kept(List.copyOf(all.values()))));
            files.settle();
            isNotKept = false;
        } catch (IOException e) {
            isNotKept = true;
            // it holds until this process ends; subscribers renew their leases
            log.warn("subscriptions-not-kept reason={}", Logfmt.value(e.getMessage()), e);
        }
    }
}
