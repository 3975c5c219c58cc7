package io.copyflow.channels.website;

import io.copyflow.channels.delivery.ChannelWork;
import io.copyflow.channels.delivery.DurableFiles;
import io.copyflow.channels.delivery.Receipt;
import io.copyflow.channels.delivery.Version;
import io.copyflow.media.MediaStore;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The site's folder. For one thread, but for {@link #hide}, and for one channel: the folder is locked
 * while it is open.
 *
 * <p>{@link #deliver} puts pages in place; {@link #remember} notes them as delivered. Between the two receipts are sent.
 * A crash at any point is harmless: what is not noted is delivered once more, and gives the same files.
 *
 * <p>Texts and notes are forced to the disk. Pages follow from them, so a story's pages are forced when there is time, and
 * {@link Redo} names those to be drawn anew if the power fails before.
 */
final class Site implements ChannelWork {

    /** So many stories at most are drawn anew after a power cut. */
    private static final int MOST_TO_REDO = 1000;

    private static final Logger log = LoggerFactory.getLogger(Site.class);

    private final WebsiteSettings settings;
    private final Clock clock;
    private final Path folder;
    private final Pages pages;
    private final PageFiles pageFiles;
    private final FileChannel lockFile;
    private final Consumer<URI> changedFeeds;
    private final DurableFiles files;
    private final SiteMemory memory;
    private final SiteMedia media;
    private final Redo redo;
    private final Map<String, Family> families;
    private final Editions editions;
    private final Listings listings;
    private final Map<String, Family> changed = new LinkedHashMap<>();
    private SiteMemory.Ground ground;

    /** Whether the editions have what changed. */
    private boolean listed;

    /** Stories as listings may show them although that was never noted. */
    private final List<Family> shownInVain = new ArrayList<>();

    private Site(
            WebsiteSettings settings,
            Clock clock,
            FileChannel lockFile,
            @Nullable MediaStore store,
            Consumer<URI> changedFeeds)
            throws IOException {
        ZoneId zone = clock.getZone();
        this.settings = settings;
        this.clock = clock;
        this.folder = settings.folder();
        this.pages = new Pages(settings, zone);
        this.pageFiles = new PageFiles(folder);
        this.lockFile = lockFile;
        this.changedFeeds = changedFeeds;
        this.files = new DurableFiles(folder.resolve(SiteMemory.FOLDER).resolve("new"));
        this.memory = new SiteMemory(folder);
        this.media = new SiteMedia(folder, store, files);
        this.redo = new Redo(folder.resolve(SiteMemory.FOLDER).resolve("redo"));
        SiteMemory.Ground before = memory.ground();
        boolean isKnown = before != null && before.shape() == SiteMemory.SHAPE;
        this.families = isKnown ? memory.families() : new HashMap<>();
        this.editions = new Editions(settings.languages());
        families.values().forEach(family -> editions.replace(null, shown(family)));
        this.listings = new Listings(settings, pages, editions, files, this::text, clock);
        // More languages than before: what was passed over must be read again.
        Set<Integer> seen = isKnown && before != null && covers(before.languages(), settings.languages())
                ? before.partitions()
                : Set.of();
        this.ground = new SiteMemory.Ground(SiteMemory.SHAPE, look(zone), settings.languages(), seen);
        files.renew(folder.resolve("style.css"), Pages.styles());
        if (before != null && !before.look().equals(ground.look())) {
            drawEverything();
        }
        for (String storyId : redo.stories()) {
            Family family = families.get(storyId);
            if (family != null) {
                draw(family);
                listings.drawDays(family);
            }
        }
        listings.drawAll();
        files.catchUp();
        redo.clear();
        memory.remember(ground, files);
        files.settle();
        tellFeeds();
    }

    /**
     * Opens the folder, makes it when there is none, and brings its style sheet and indexes up to date.
     *
     * @param clock tells what is news; its zone is the one that times are printed in
     * @throws IOException with a sentence when it cannot be written, or another channel writes it
     */
    static Site open(WebsiteSettings settings, Clock clock) throws IOException {
        return open(settings, clock, null);
    }

    /** The same with pictures and videos. */
    static Site open(WebsiteSettings settings, Clock clock, @Nullable MediaStore media) throws IOException {
        return open(settings, clock, media, _ -> {});
    }

    /**
     * The same for whoever wants to know what changes.
     *
     * @param changedFeeds told the addresses of feeds once they are in place with something new
     */
    static Site open(WebsiteSettings settings, Clock clock, @Nullable MediaStore media, Consumer<URI> changedFeeds)
            throws IOException {
        Path hidden = settings.folder().resolve(SiteMemory.FOLDER);
        Files.createDirectories(hidden);
        FileChannel lockFile =
                FileChannel.open(hidden.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isLocked(lockFile)) {
                throw new IOException("Expected to be the only channel that writes " + settings.folder()
                        + ", but another one has it open. Stop that one, or give this one a folder of its own.");
            }
            return new Site(settings, clock, lockFile, media, changedFeeds);
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The partitions this folder has not yet seen from their beginning. */
    @Override
    public Set<Integer> unseen(Collection<Integer> partitions) {
        Set<Integer> unseen = new TreeSet<>(partitions);
        unseen.removeAll(ground.partitions());
        return unseen;
    }

    /** Notes that these partitions are now read from their beginning. */
    @Override
    public void begin(Collection<Integer> partitions) throws IOException {
        Set<Integer> all = new TreeSet<>(ground.partitions());
        all.addAll(partitions);
        SiteMemory.Ground begun = new SiteMemory.Ground(ground.shape(), ground.look(), ground.languages(), all);
        memory.remember(begun, files);
        files.settle();
        ground = begun;
    }

    /**
     * Puts the pages of these versions in place, in this order: pages withdrawn are removed, new pages are written,
     * pages of siblings and indexes are drawn anew. When it returns, the files stand.
     *
     * @param versions as read from the log; of several releases of one story and language only the newest counts
     * @return what became of those that are news; what is not news is dropped (docs/semantics.md, rule 19)
     * @throws IOException when the disk does not do it; nothing is noted then, and the same call can be made again
     */
    @Override
    public List<Receipt> deliver(List<Version> versions) throws IOException {
        takeBack();
        Map<String, Version> news = new LinkedHashMap<>();
        for (Version version : versions) {
            Family family = known(version.storyId());
            boolean wanted = settings.carries(version.language())
                    // readers still have it, so a correction or withdrawal must reach them
                    || family.languages().containsKey(version.language());
            if (wanted && family.isNews(version)) {
                changed.put(version.storyId(), family.with(version));
                // removed first, so that the order is that of the newest release
                String path = Pages.path(version.storyId(), version.language());
                news.remove(path);
                news.put(path, version);
            }
        }
        for (Version version : news.values()) {
            if (!version.isLive()) {
                pageFiles.remove(version.storyId(), version.language(), files);
                memory.forget(version.storyId(), version.language(), files);
                media.leave(version.storyId(), version.language());
            }
        }
        files.settle();
        List<Receipt> receipts = new ArrayList<>();
        for (Version version : news.values()) {
            receipts.add(deliver(version, news));
        }
        drawSiblings();
        drawListings();
        redo.add(changed.keySet());
        files.settle();
        tellFeeds();
        if (redo.stories().size() >= MOST_TO_REDO) {
            catchUp();
        }
        return receipts;
    }

    private void tellFeeds() {
        listings.takeChangedFeeds().forEach(changedFeeds);
    }

    /** Notes the last deliveries: from now on what is not newer is dropped. */
    @Override
    public void remember() throws IOException {
        for (Family family : changed.values()) {
            memory.remember(family, files);
        }
        files.settle();
        families.putAll(changed);
        changed.clear();
        listed = false;
    }

    @Override
    public void rest() throws IOException {
        listings.drawNewsNoMore();
        catchUp();
    }

    private void catchUp() throws IOException {
        if (!redo.stories().isEmpty()) {
            files.catchUp();
            redo.clear();
        }
    }

    @Override
    public void hide(String storyId) throws IOException {
        pageFiles.kill(storyId);
    }

    @Override
    public List<Receipt> kill(Set<String> storyIds) throws IOException {
        takeBack();
        List<Receipt> receipts = new ArrayList<>();
        for (String storyId : storyIds) {
            Family family = known(storyId);
            for (String language : family.live()) {
                String path = Pages.path(storyId, language);
                family = family.withdrawn(language, clock.instant());
                receipts.add(new Receipt(
                        storyId,
                        language,
                        family.sequence(language),
                        Receipt.Outcome.WITHDRAWN,
                        settings.address(path),
                        null,
                        null,
                        true,
                        0));
            }
            if (family.languages().size() > 0) {
                changed.put(storyId, family);
            }
            // also where a crash left a page that was never noted
            for (String language : editions.languages()) {
                pageFiles.remove(storyId, language, files);
                memory.forget(storyId, language, files);
                media.leave(storyId, language);
            }
        }
        drawListings();
        redo.add(changed.keySet());
        files.settle();
        tellFeeds();
        return receipts;
    }

    /** What the disk was asked for since the folder was opened. */
    DurableFiles.Work work() {
        return files.work();
    }

    /** @param news what is delivered with it, by path */
    private Receipt deliver(Version version, Map<String, Version> news) throws IOException {
        String path = Pages.path(version.storyId(), version.language());
        String address = settings.address(path);
        return switch (version.status()) {
            case WITHDRAWN -> Receipt.of(version, Receipt.Outcome.WITHDRAWN, address, null);
            case NOT_UNDERSTOOD ->
                Receipt.of(
                        version,
                        Receipt.Outcome.FAILED,
                        address,
                        "Expected a version that is live or withdrawn, but this one has a status newer than this channel,"
                                + " so nothing is shown. Upgrade the channel, and release the version again.");
            case LIVE -> {
                byte[] page;
                Version shown = media.bring(version);
                try {
                    page = pages.article(shown, live(version.storyId(), news));
                } catch (RuntimeException e) {
                    log.error(
                            "page-not-drawn story={} language={} sequence={}",
                            version.storyId(),
                            version.language(),
                            version.sequence(),
                            e);
                    keepAsBefore(version);
                    yield Receipt.of(
                            version,
                            Receipt.Outcome.FAILED,
                            address,
                            "Expected to make a page of this version, but that failed: " + e
                                    + ". What was shown before still is. Report it with the channel's log.");
                }
                memory.remember(shown, files);
                pageFiles.put(version.storyId(), version.language(), page, files);
                media.settle(shown);
                yield Receipt.of(version, Receipt.Outcome.DELIVERED, address, null);
            }
        };
    }

    /** A page that could not be drawn is as if the version had never come. */
    private void keepAsBefore(Version version) {
        Family family = known(version.storyId());
        Map<String, Family.Standing> languages = new TreeMap<>(family.languages());
        Family before = families.getOrDefault(version.storyId(), Family.unknown(version.storyId()));
        Family.Standing standing = before.languages().get(version.language());
        if (standing == null) {
            languages.remove(version.language());
        } else {
            languages.put(version.language(), standing);
        }
        changed.put(version.storyId(), new Family(version.storyId(), version.sourceLanguage(), languages));
    }

    /** A page lists its siblings, so each that comes or goes changes the others (docs/semantics.md, rule 23). */
    private void drawSiblings() throws IOException {
        for (Family family : changed.values()) {
            draw(family);
        }
    }

    private void draw(Family family) throws IOException {
        List<String> live = shown(family).live();
        for (String language : live) {
            pageFiles.put(family.storyId(), language, pages.article(text(family.storyId(), language), live), files);
        }
    }

    private void drawEverything() throws IOException {
        for (Family family : families.values()) {
            draw(family);
        }
        listings.drawDays();
    }

    private void drawListings() throws IOException {
        List<Family> before = new ArrayList<>(shownInVain);
        for (Family family : changed.values()) {
            Family known = families.get(family.storyId());
            if (known != null) {
                before.add(known);
            }
            editions.replace(known, shown(family));
        }
        listed = true;
        if (!changed.isEmpty() || !before.isEmpty()) {
            listings.draw(before, changed.values());
        }
        shownInVain.clear();
    }

    /** As if the last deliveries that were not noted had not been tried. */
    private void takeBack() throws IOException {
        files.abandon();
        for (Family family : changed.values()) {
            Family known = families.getOrDefault(family.storyId(), Family.unknown(family.storyId()));
            editions.replace(listed ? family : known, shown(known));
            if (listed) {
                shownInVain.add(family);
            }
        }
        listed = false;
        changed.clear();
    }

    private Version text(String storyId, String language) throws IOException {
        return memory.text(storyId, language, files);
    }

    private Family known(String storyId) {
        Family family = changed.get(storyId);
        return family != null ? family : families.getOrDefault(storyId, Family.unknown(storyId));
    }

    /** Where a story is shown once this news is in place, so that no page is drawn twice for its siblings' sake. */
    private List<String> live(String storyId, Map<String, Version> news) {
        return known(storyId).live().stream()
                .filter(language ->
                        news.containsKey(Pages.path(storyId, language)) || memory.hasText(storyId, language, files))
                .toList();
    }

    /**
     * As it can be shown. A withdrawal takes the text from the disk before it is noted; when a crash or the disk comes
     * between the two it comes again, and the language is not shown until then.
     */
    private Family shown(Family family) {
        Family shown = family;
        for (String language : family.live()) {
            if (!memory.hasText(family.storyId(), language, files)) {
                shown = shown.withdrawn(language);
            }
        }
        return shown;
    }

    private String look(ZoneId zone) {
        return String.join(
                " ",
                "" + Pages.LOOK,
                settings.newsroomId(),
                settings.name(),
                settings.isPublic() ? settings.baseUrl().toString() : "-",
                zone.getId());
    }

    private static boolean covers(Set<String> before, Set<String> now) {
        return before.isEmpty() || (!now.isEmpty() && new HashSet<>(before).containsAll(now));
    }

    @Override
    public void close() throws IOException {
        try (FileChannel _ = lockFile) {
            catchUp();
        }
    }
}
