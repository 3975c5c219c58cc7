package io.copyflow.desk.index;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.desk.model.Fact;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.model.VersionText;
import io.copyflow.index.FollowedIndex;
import io.copyflow.runtime.StageFailure;
import io.copyflow.serde.AvroSerde;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * The desk's read model: a Lucene index in a folder. It keeps each story's facts as they lie in the log, and of what they
 * add up to only what is looked for: a document for each story and one for each version. It is derived from the log and
 * rebuilt from it: delete the folder, and follow the topics from their beginning.
 *
 * <p>What is put is found from the next {@link #settle} on; who opens the story itself sees it at once. It survives a crash
 * from the next {@link #commit} on, together with the offsets given there. Putting a fact again changes nothing.
 *
 * <p>Any number of threads may read; one puts, settles and commits. One process may have a folder open.
 */
public final class StoryIndex implements AutoCloseable {

    /** Changes whenever what {@link Documents} writes does: an older index is built anew. */
    private static final String FORMAT = "2";

    private static final int BUFFER_MEBIBYTES = 48;

    /** As they lie in the log. Some minutes of a newsroom; a catch-up comes to it again and again. */
    private static final long MOST_UNREAD_BYTES = 8 << 20;

    private final FollowedIndex index;
    private final LanguageAnalyzers analyzers;
    private final Map<String, AvroSerde<?>> serdes;
    private final UnaryOperator<String> nameOf;
    private final SearchThreads searches = new SearchThreads();
    /** Of stories that have facts which are not added up. */
    private final Map<String, Unsettled> unsettled = new ConcurrentHashMap<>();

    /** Of all that the index cannot be asked for yet. */
    private long unreadBytes;

    /** The offset behind the last that was put, by partition. */
    private final Map<String, Long> behind = new HashMap<>();

    private final Set<String> awaited = ConcurrentHashMap.newKeySet();
    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();

    /**
     * Of one story, since it was added up last.
     *
     * @param events ids of what happened
     * @param unread of these facts, those the index cannot be asked for before it is refreshed
     */
    private record Unsettled(Set<String> events, Map<Fact.Place, Fact> unread) {

        static Unsettled none() {
            return new Unsettled(ConcurrentHashMap.newKeySet(), new ConcurrentHashMap<>());
        }

        void add(Fact fact) {
            events.add(fact.eventId());
            unread.put(fact.place(), fact);
        }
    }

    private StoryIndex(
            FollowedIndex index,
            LanguageAnalyzers analyzers,
            Map<String, AvroSerde<?>> serdes,
            UnaryOperator<String> nameOf) {
        this.index = index;
        this.analyzers = analyzers;
        this.serdes = serdes;
        this.nameOf = nameOf;
    }

    /**
     * Opens the index in a folder, or an empty one where there is none. One that is damaged, or that another version of
     * Copyflow wrote, is deleted and begun anew, which the log tells: all that was in it comes back from the topics.
     *
     * @param topics whose values can be put
     * @param nameOf a person's name, for who searches by it
     * @throws StageFailure with code {@code desk-index-in-use}
     */
    public static StoryIndex open(Path folder, List<Topic<?>> topics, SchemaIds ids, UnaryOperator<String> nameOf) {
        Map<String, AvroSerde<?>> serdes = new HashMap<>();
        topics.forEach(topic -> serdes.put(topic.name(), AvroSerde.of(topic, ids)));
        LanguageAnalyzers analyzers = new LanguageAnalyzers();
        return new StoryIndex(FollowedIndex.open(folder, kind(analyzers)), analyzers, serdes, nameOf);
    }

    private static FollowedIndex.Kind kind(LanguageAnalyzers analyzers) {
        return new FollowedIndex.Kind(
                FORMAT,
                () -> new IndexWriterConfig(analyzers)
                        .setRAMBufferSizeMB(BUFFER_MEBIBYTES)
                        // who waits to read what was written does not wait for merges too
                        .setMaxFullFlushMergeWaitMillis(0),
                null,
                new Refusals());
    }

    /**
     * Takes a record in. Its story is found as before until {@link #settle}.
     *
     * @param value as it lies in the log
     * @throws org.apache.kafka.common.errors.SerializationException when it cannot be read
     * @throws StageFailure {@code desk-index-failed} when nothing can be written any more
     */
    public void put(Fact.Place place, byte[] value) {
        Fact fact = read(place, value);
        Document document = Documents.fact(fact, value);
        unsettled.computeIfAbsent(fact.storyId(), _ -> Unsettled.none()).add(fact);
        if (isNew(place)) {
            index.write(writer -> writer.addDocument(document));
        } else {
            index.write(writer -> writer.updateDocument(new Term(Documents.KEY, Documents.factKey(place)), document));
        }
        unreadBytes += value.length;
        if (unreadBytes > MOST_UNREAD_BYTES) {
            refresh();
        }
    }

    /** Each refresh makes a segment of its own, however small: what is kept of the facts meanwhile spares most of them. */
    private void refresh() {
        index.refresh();
        unsettled.values().forEach(story -> story.unread().clear());
        unreadBytes = 0;
    }

    /** Lies behind all that was put of its partition, and so replaces nothing, which would have to be looked for. */
    private boolean isNew(Fact.Place place) {
        String partition = place.topic() + "-" + place.partition();
        long next = Math.max(behind.getOrDefault(partition, 0L), offsets().getOrDefault(partition, 0L));
        behind.put(partition, Math.max(next, place.offset() + 1));
        return place.offset() >= next;
    }

    private Fact read(Fact.Place place, byte[] value) {
        AvroSerde<?> serde = Objects.requireNonNull(serdes.get(place.topic()), place::topic);
        return Fact.of(place, (SpecificRecord) serde.read(value));
    }

    /** How many stories have facts that are not added up. */
    public int unsettled() {
        return unsettled.size();
    }

    /** Adds up the stories that have new facts. From here on all that was put is found, and who waits for it is told. */
    public void settle() {
        settle(Set.copyOf(unsettled.keySet()));
    }

    /** The same, but only of stories with an event that somebody waits for. */
    public void settleAwaited() {
        if (!awaited.isEmpty()) {
            settle(unsettled.entrySet().stream()
                    .filter(story -> story.getValue().events().stream().anyMatch(awaited::contains))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet()));
        }
    }

    private void settle(Set<String> stories) {
        if (stories.isEmpty()) {
            return;
        }
        index.write(writer -> {
            for (String storyId : stories) {
                StoryFile story = story(storyId);
                if (story != null) {
                    writer.updateDocument(new Term(Documents.KEY, Documents.storyKey(storyId)), Documents.story(story));
                    writeVersions(writer, story);
                    writer.updateDocuments(new Term(States.STATE_OF, story.storyId()), States.of(story));
                }
            }
        });
        refresh();
        unsettled.keySet().removeAll(stories);
        lock.lock();
        try {
            settled.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(listener -> listener.accept(stories));
    }

    private void writeVersions(IndexWriter writer, StoryFile story) throws IOException {
        if (story.killed()) {
            // nobody finds its words any more
            writer.deleteDocuments(new Term(Documents.VERSION_OF, story.storyId()));
            return;
        }
        Map<String, String> stamps = stamps(story.storyId());
        for (VersionFile version : story.versions()) {
            VersionText text = version.text();
            if (text != null && !Documents.stamp(version, text).equals(stamps.get(version.language()))) {
                writer.updateDocument(
                        new Term(Documents.KEY, Documents.versionKey(story.storyId(), version.language())),
                        Documents.version(story, version, text, nameOf));
            }
        }
    }

    private Map<String, String> stamps(String storyId) {
        return index.search(searcher -> {
            Map<String, String> stamps = new HashMap<>();
            for (Document version :
                    all(searcher, Documents.VERSION_OF, storyId, Set.of(Documents.LANGUAGE, Documents.STAMP))) {
                stamps.put(version.get(Documents.LANGUAGE), version.get(Documents.STAMP));
            }
            return stamps;
        });
    }

    /** Makes durable what is settled, and that everything before these offsets is in it. */
    public void commit(Map<String, Long> offsets) {
        index.commit(offsets);
    }

    /** The offsets of the last commit; empty when nothing was followed yet. */
    public Map<String, Long> offsets() {
        return index.offsets();
    }

    /** Empties it, for topics that are not those it was built from. */
    public void forgetAll() {
        unsettled.clear();
        unreadBytes = 0;
        behind.clear();
        index.empty();
    }

    /** The story as far as it was put, also what is not added up yet; null when there is none of that id. */
    public @Nullable StoryFile story(String storyId) {
        Map<Fact.Place, Fact> facts = new HashMap<>();
        // in this order: what is no longer among these by now can be read
        Unsettled newest = unsettled.get(storyId);
        if (newest != null) {
            facts.putAll(newest.unread());
        }
        read(storyId).forEach(fact -> facts.put(fact.place(), fact));
        return StoryFile.of(storyId, facts.values());
    }

    private List<Fact> read(String storyId) {
        return index.search(searcher -> {
            List<Fact> found = new ArrayList<>();
            for (Document document : all(
                    searcher,
                    Documents.FACT_OF,
                    storyId,
                    Set.of(Documents.TOPIC, Documents.PARTITION, Documents.OFFSET, Documents.VALUE))) {
                found.add(fact(document));
            }
            return found;
        });
    }

    private Fact fact(Document document) {
        Fact.Place place = new Fact.Place(
                document.get(Documents.TOPIC),
                document.getField(Documents.PARTITION).numericValue().intValue(),
                document.getField(Documents.OFFSET).numericValue().longValue());
        var value = document.getBinaryValue(Documents.VALUE);
        return read(place, java.util.Arrays.copyOfRange(value.bytes, value.offset, value.offset + value.length));
    }

    private static List<Document> all(IndexSearcher searcher, String field, String value, Set<String> wanted)
            throws IOException {
        Query query = new TermQuery(new Term(field, value));
        int count = searcher.count(query);
        if (count == 0) {
            return List.of();
        }
        StoredFields stored = searcher.storedFields();
        List<Document> found = new ArrayList<>(count);
        for (ScoreDoc hit : searcher.search(query, count).scoreDocs) {
            found.add(stored.document(hit.doc, wanted));
        }
        return found;
    }

    /**
     * Waits until an event is added up, so that a page asked for after a command shows what came of it.
     *
     * @return whether it was in time
     */
    public boolean await(String eventId, Duration patience) {
        long left = patience.toNanos();
        awaited.add(eventId);
        lock.lock();
        try {
            while (!isSettled(eventId)) {
                if (left <= 0) {
                    return false;
                }
                left = settled.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
            awaited.remove(eventId);
        }
    }

    private boolean isSettled(String eventId) {
        // in this order: what can be read was noted as unsettled before
        return has(eventId)
                && unsettled.values().stream().noneMatch(story -> story.events().contains(eventId));
    }

    private boolean has(String eventId) {
        return index.search(searcher -> searcher.count(new TermQuery(new Term(Documents.EVENT, eventId))) > 0);
    }

    /** Tells, after each settling, which stories changed; on the thread that settles. */
    public void onSettled(Consumer<Set<String>> listener) {
        listeners.add(listener);
    }

    /** What the board shows. */
    public Board board(BoardQuestion question) {
        return index.search(searcher -> Board.of(searcher, question));
    }

    /** What is found in texts and by people. */
    public Found search(SearchQuestion question) {
        return searches.search(() -> index.search(searcher -> Found.of(searcher, analyzers, question)));
    }

    /** Versions that wait for somebody. */
    public Waiting waiting(Set<Standing> standings, Set<String> languages) {
        return index.search(searcher -> Waiting.of(searcher, standings, languages));
    }

    /**
     * Translations that are to be done.
     *
     * @param languages of what waits
     * @param person id of whose holdings come first
     */
    public Tasks tasks(Set<String> languages, String person) {
        return index.search(searcher -> Tasks.of(searcher, languages, person));
    }

    /** Stories at the release gate. */
    public NearRelease nearRelease() {
        return index.search(NearRelease::of);
    }

    /** @param window how far back steps are looked at */
    public Wall wall(Instant now, Duration window) {
        return index.search(searcher -> Wall.of(searcher, now, window));
    }

    /** Closes it; what was not committed is dropped. */
    @Override
    public void close() {
        searches.close();
        index.close();
    }

    private static final class Refusals implements FollowedIndex.Refusals {
        @Override
        public StageFailure inUse(Path folder, Throwable cause) {
            return new StageFailure(
                    "desk-index-in-use",
                    "The desk's index in " + folder
                            + " is in use by another process. End it, or choose another data.dir.",
                    cause);
        }

        @Override
        public StageFailure failed(Path folder, String reason, Throwable cause) {
            return new StageFailure(
                    "desk-index-failed",
                    "The desk's index in " + folder + " can be written no longer (" + reason
                            + "). See to the disk, and start again; what is missing is read from the topics.",
                    cause);
        }
    }
}
