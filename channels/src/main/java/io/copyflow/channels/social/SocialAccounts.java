package io.copyflow.channels.social;

import io.copyflow.channels.delivery.ChannelWork;
import io.copyflow.channels.delivery.Condition;
import io.copyflow.channels.delivery.DeliveryJournal;
import io.copyflow.channels.delivery.Lane;
import io.copyflow.channels.delivery.Outlet;
import io.copyflow.channels.delivery.Pace;
import io.copyflow.channels.delivery.Patience;
import io.copyflow.channels.delivery.Receipt;
import io.copyflow.channels.delivery.Version;
import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.PartHealth;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.ChannelKind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every social account: one reader of the log gives each its versions, and each has a {@link Lane} and a journal of its
 * own, {@code <folder>/<account>.journal}.
 *
 * <p>An account without a secret is not connected: it is told once, and nothing is posted. One that the directory has no
 * longer gets nothing new, but what it posted is still withdrawn (docs/semantics.md, rule 22).
 */
final class SocialAccounts implements ChannelWork {

    private static final Logger log = LoggerFactory.getLogger(SocialAccounts.class);
    private static final String JOURNAL = ".journal";
    private static final int AT_ONCE = 5;

    private final Path folder;
    private final Supplier<List<Channel>> directory;
    private final Outlets outlets;
    private final Function<String, Lane.ReceiptSink> receipts;
    private final Patience patience;
    private final InstantSource clock;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Set<String> notConnected = ConcurrentHashMap.newKeySet();
    private final Set<Integer> begun = new TreeSet<>();
    private @Nullable List<Channel> seen;

    /**
     * @param directory the channels as they stand now; the same list as long as they stay the same
     * @param receipts where an account's receipts go, by its id
     */
    SocialAccounts(
            Path folder,
            Supplier<List<Channel>> directory,
            Outlets outlets,
            Function<String, Lane.ReceiptSink> receipts,
            Patience patience,
            InstantSource clock)
            throws IOException {
        this.folder = folder;
        this.directory = directory;
        this.outlets = outlets;
        this.receipts = receipts;
        this.patience = patience;
        this.clock = clock;
        Files.createDirectories(folder);
        followDirectory();
    }

    /** Opens lanes for accounts that came; those that went take nothing new. */
    private void followDirectory() throws IOException {
        List<Channel> now = directory.get();
        if (now.equals(seen)) {
            return;
        }
        Map<String, Account> wanted = new TreeMap<>();
        for (Channel channel : now) {
            Account account = channel.getKind() == ChannelKind.SOCIAL ? Account.of(channel) : null;
            if (account != null) {
                wanted.put(account.id(), account);
            }
        }
        try (DirectoryStream<Path> journals = Files.newDirectoryStream(folder, "*" + JOURNAL)) {
            for (Path journal : journals) {
                String name = journal.getFileName().toString();
                String id = name.substring(0, name.length() - JOURNAL.length());
                if (!wanted.containsKey(id)) {
                    addRemoved(id, journal, wanted);
                }
            }
        }
        for (Account account : wanted.values()) {
            open(account);
        }
        seen = List.copyOf(now);
    }

    private void addRemoved(String id, Path journal, Map<String, Account> wanted) throws IOException {
        Account before = accounts.get(id);
        if (before != null) {
            wanted.put(id, Account.gone(before));
            return;
        }
        try (DeliveryJournal memory = DeliveryJournal.open(journal)) {
            Account removed = Account.removed(id, memory.about());
            if (removed != null) {
                wanted.put(id, removed);
            }
        }
    }

    private void open(Account account) throws IOException {
        Account before = accounts.get(account.id());
        if (account.equals(before)) {
            return;
        }
        Path file = folder.resolve(account.id() + JOURNAL);
        Outlet outlet;
        try {
            outlet = outlets.of(account);
        } catch (IllegalArgumentException e) {
            log.warn("account-wrong channel={} reason={}", account.id(), Logfmt.value(e.getMessage()));
            notConnected.add(account.id());
            return;
        }
        if (outlet == null) {
            notConnected.add(account.id());
            log.info("not-connected channel={}", account.id());
            if (Files.notExists(file)) {
                accounts.put(account.id(), account);
                return; // nothing was ever posted, so there is nothing to look after
            }
            outlet = new UnconnectedOutlet(account);
        } else {
            notConnected.remove(account.id());
        }
        Lane running = lanes.remove(account.id());
        if (running != null) {
            running.close();
        }
        DeliveryJournal journal = DeliveryJournal.open(file);
        journal.describe(account.about());
        Pace pace = account.postsPerHour() == 0 ? null : new Pace(account.postsPerHour(), AT_ONCE, clock.instant());
        lanes.put(
                account.id(),
                new Lane(account.id(), outlet, journal, receipts.apply(account.id()), pace, patience, clock).start());
        accounts.put(account.id(), account);
    }

    @Override
    public Set<Integer> unseen(Collection<Integer> partitions) {
        Set<Integer> unseen = new TreeSet<>(partitions);
        unseen.removeAll(begun);
        return unseen;
    }

    @Override
    public void begin(Collection<Integer> partitions) {
        begun.addAll(partitions);
    }

    @Override
    public List<Receipt> deliver(List<Version> versions) throws IOException {
        followDirectory();
        List<Version> brief = versions.stream().map(Version::withPictures).toList();
        for (Map.Entry<String, Lane> entry : lanes.entrySet()) {
            Account account = accounts.get(entry.getKey());
            if (account != null) {
                // one that has left the directory gets withdrawals only
                entry.getValue().take(brief, account::wants, version -> account.inDirectory() || !version.isLive());
            }
        }
        return List.of(); // each account sends its own
    }

    @Override
    public List<Receipt> kill(Set<String> storyIds) throws IOException {
        for (Lane lane : lanes.values()) {
            lane.kill(storyIds);
        }
        return List.of();
    }

    @Override
    public void remember() {
        // every journal has it already
    }

    /** How each connected account is, and in one line those that are not connected. */
    List<PartHealth> health() {
        List<PartHealth> all = new ArrayList<>();
        new TreeMap<>(lanes).forEach((id, lane) -> {
            Condition condition = lane.condition();
            boolean live = !lane.dead().toCompletableFuture().isDone();
            // what an account's network does not do is told, but makes no newsroom unready
            all.add(new PartHealth(id, live, live, condition.sentence()));
        });
        if (!notConnected.isEmpty()) {
            all.add(new PartHealth(
                    "social",
                    true,
                    true,
                    notConnected.size() + " social accounts are not connected: they have no secret."));
        }
        return all;
    }

    /** The accounts' conditions, for metrics. */
    Map<String, Condition> conditions() {
        Map<String, Condition> all = new LinkedHashMap<>();
        lanes.forEach((id, lane) -> all.put(id, lane.condition()));
        return all;
    }

    /** What a person has to look at, by account. */
    Map<String, List<Lane.Unconfirmed>> unconfirmed() {
        Map<String, List<Lane.Unconfirmed>> all = new TreeMap<>();
        lanes.forEach((id, lane) -> all.put(id, lane.unconfirmed()));
        return all;
    }

    /** See {@link Lane#looked}; false also when there is no such account. */
    boolean looked(String account, String storyId, String language, @Nullable String id, @Nullable String url)
            throws IOException {
        Lane lane = lanes.get(account);
        return lane != null && lane.looked(storyId, language, id, url);
    }

    /** What waits at an account. */
    int waiting() {
        return lanes.values().stream().mapToInt(Lane::waiting).sum();
    }

    @Override
    public void close() {
        lanes.values().forEach(Lane::close);
    }
}
