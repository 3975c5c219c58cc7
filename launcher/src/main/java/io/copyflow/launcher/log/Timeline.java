package io.copyflow.launcher.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.directory.Directory;
import io.copyflow.launcher.log.Screen.Tone;
import io.copyflow.launcher.log.Table.Cell;
import io.copyflow.launcher.log.Table.Column;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.story.StoryAccepted;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a story, in the order it was decided (docs/semantics.md, rule 26): by time, but nothing before what
 * caused it, and each stage's events as they lie in the log, whatever the clocks said.
 *
 * <p>Every event, refusal and dead letter has an entry; a command only while nothing has answered it. A machine's
 * answer that nobody waited for any more has none: it was refused, so that the machine knows, but nothing of it is in
 * any text, and of what is in none there is no origin to tell (rule 12). It is no act of a person, and people who are
 * faster than a machine would see it with every story. The rejections themselves, as {@code copyflow tail} shows them,
 * have it.
 */
public final class Timeline {

    /** Where a story's timeline lies. */
    public static final List<Topic<?>> TOPICS = Stream.concat(
                    Stream.of(
                            Topics.STORY_COMMANDS,
                            Topics.STORY_EVENTS,
                            Topics.TRANSLATION_COMMANDS,
                            Topics.TRANSLATION_EVENTS,
                            Topics.REVIEW_COMMANDS,
                            Topics.REVIEW_EVENTS,
                            Topics.PUBLICATION_COMMANDS,
                            Topics.PUBLICATION_EVENTS,
                            Topics.KILL_COMMANDS,
                            Topics.KILLS,
                            Topics.DELIVERY_EVENTS,
                            Topics.REJECTIONS),
                    Topics.STAGES.stream().map(Topics::deadLetters))
            .toList();

    /** The code of translate-stage; only what a machine answers is refused with it. */
    private static final String DRAFT_NOT_AWAITED = "draft-not-awaited";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ENGLISH);

    /** One line of the timeline; the cause is the command or event before it, where the log still has it. */
    record Entry(
            Fact fact, String what, Tone tone, @Nullable Fact cause) {}

    private final String storyId;
    private final @Nullable StoryOutline outline;
    private final List<Entry> entries;
    private final Instant begin;
    private final Wording wording;
    private final ZoneId zone;

    private Timeline(
            String storyId,
            @Nullable StoryOutline outline,
            List<Entry> entries,
            Instant begin,
            Wording wording,
            ZoneId zone) {
        this.storyId = storyId;
        this.outline = outline;
        this.entries = entries;
        this.begin = begin;
        this.wording = wording;
        this.zone = zone;
    }

    /**
     * @param records of the story alone, those of a topic in its order
     * @param directory names of people and channels
     * @param zone of the times shown
     */
    public static Timeline of(String storyId, Collection<LogRecord> records, Directory directory, ZoneId zone) {
        StoryOutline.Builder outline = new StoryOutline.Builder(storyId);
        records.forEach(outline::add);
        List<Fact> facts =
                records.stream().map(Fact::of).filter(Objects::nonNull).toList();
        Causes causes = new Causes(facts);
        Wording wording = new Wording(directory, zone);
        List<Entry> entries = ordered(facts, causes).stream()
                .filter(fact -> fact.isCommand() ? !causes.isAnswered(fact) : !isLateDraft(fact))
                .map(fact ->
                        new Entry(fact, wording.what(fact) + signedWith(fact), wording.tone(fact), causes.of(fact)))
                .toList();
        return new Timeline(storyId, outline.build(), entries, begin(facts, causes), wording, zone);
    }

    private static String signedWith(Fact fact) {
        return fact.keyId() == null ? "" : "; signed with the key " + PlainText.clean(fact.keyId());
    }

    private static boolean isLateDraft(Fact fact) {
        return fact.body() instanceof Rejection rejection && rejection.getCode().equals(DRAFT_NOT_AWAITED);
    }

    /** The submission that was accepted, or else the first thing known. */
    private static Instant begin(List<Fact> facts, Causes causes) {
        for (Fact fact : facts) {
            if (fact.body() instanceof StoryAccepted) {
                Fact submission = causes.of(fact);
                return submission == null ? fact.at() : submission.at();
            }
        }
        return facts.stream().map(Fact::at).min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }

    /** Who led to what. */
    private static final class Causes {
        private final Map<String, List<Fact>> byId = new HashMap<>();
        private final Set<String> answered = new HashSet<>();
        private final List<Fact> facts;

        Causes(List<Fact> facts) {
            this.facts = facts;
            for (Fact fact : facts) {
                if (fact.id() != null) {
                    byId.computeIfAbsent(fact.id(), id -> new ArrayList<>()).add(fact);
                }
                if (!fact.isCommand() && fact.cause() != null) {
                    answered.add(fact.cause());
                }
            }
        }

        boolean isAnswered(Fact command) {
            return command.id() != null && answered.contains(command.id());
        }

        @Nullable
        Fact of(Fact fact) {
            if (fact.body() instanceof DeliveryEvent receipt) {
                return facts.stream()
                        .filter(release -> release.isReceiptedBy(receipt))
                        .findFirst()
                        .orElse(null);
            }
            List<Fact> named = fact.cause() == null ? List.of() : byId.getOrDefault(fact.cause(), List.of());
            if (named.isEmpty()) {
                return null;
            }
            // a command sent twice is answered twice: the second answer belongs to a later one
            boolean isSecondAnswer = fact.body() instanceof Rejection rejection && rejection.getRepeated();
            return isSecondAnswer
                    ? named.stream()
                            .filter(sent -> !sent.at().isAfter(fact.at()))
                            .reduce((earlier, later) -> later)
                            .orElse(named.getFirst())
                    : named.getFirst();
        }
    }

    private static List<Fact> ordered(List<Fact> facts, Causes causes) {
        // by identity: to hash a fact would be to hash whole texts
        Map<Fact, List<Fact>> after = new IdentityHashMap<>();
        Map<Fact, Integer> waitsFor = new IdentityHashMap<>();
        Map<String, Fact> lastOfTopic = new HashMap<>();
        for (Fact fact : facts) {
            waitsFor.putIfAbsent(fact, 0);
            Fact cause = causes.of(fact);
            Fact before = fact.isInOrderOfItsTopic()
                    ? lastOfTopic.put(fact.record().topic().name(), fact)
                    : null;
            Stream.of(Stream.ofNullable(cause), Stream.ofNullable(before))
                    .flatMap(each -> each)
                    .filter(each -> each != fact)
                    .forEach(each -> {
                        after.computeIfAbsent(each, key -> new ArrayList<>()).add(fact);
                        waitsFor.merge(fact, 1, Integer::sum);
                    });
        }
        Comparator<Fact> byTime = Comparator.comparing(Fact::at)
                .thenComparing(fact -> TOPICS.indexOf(fact.record().topic()))
                .thenComparing(fact -> fact.record().offset());
        PriorityQueue<Fact> free = new PriorityQueue<>(byTime);
        Set<Fact> left = Collections.newSetFromMap(new IdentityHashMap<>());
        left.addAll(facts);
        facts.stream().filter(fact -> waitsFor.getOrDefault(fact, 0) == 0).forEach(free::add);
        List<Fact> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            // forged ids can name each other as causes: then time alone decides
            Fact next = free.isEmpty() ? left.stream().min(byTime).orElseThrow() : free.poll();
            if (left.remove(next)) {
                ordered.add(next);
                for (Fact waiting : after.getOrDefault(next, List.of())) {
                    if (waitsFor.merge(waiting, -1, Integer::sum) == 0) {
                        free.add(waiting);
                    }
                }
            }
        }
        return ordered;
    }

    /** The story as it stands; null when it was never accepted. */
    public @Nullable StoryOutline outline() {
        return outline;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    List<Entry> entries() {
        return entries;
    }

    /** Header, versions, and a line for each entry. */
    public List<String> lines(Screen screen) {
        List<String> lines = new ArrayList<>();
        StoryOutline story = outline;
        if (story == null) {
            lines.add(screen.show("Story " + storyId + " was not accepted (yet).", Tone.BAD));
        } else {
            lines.add(screen.show(Wording.quoted(story.headline()), Tone.STRONG));
            lines.add(storyId + "  written in " + PlainText.clean(story.language()) + ", revision " + story.revision()
                    + ", accepted " + moment(story.acceptedAt())
                    + screen.show(", by " + wording.names(story.authors()), Tone.PLAIN)
                    + (story.spiked() ? screen.show(", spiked", Tone.BAD) : "")
                    + (story.killed() ? screen.show(", killed", Tone.BAD) : ""));
            lines.add("");
            lines.addAll(versions(story).lines(screen));
        }
        lines.add("");
        lines.addAll(history(screen));
        return lines;
    }

    private Table versions(StoryOutline story) {
        Table table = new Table(List.of(
                Column.text("LANGUAGE"),
                Column.text("STATE"),
                Column.number("REVISION"),
                Column.text("LIVE"),
                Column.text("WHO")));
        for (StoryOutline.Version version : story.versions()) {
            table.row(
                    Cell.of(PlainText.clean(version.language())),
                    new Cell(state(version), tone(version.state())),
                    Cell.of(version.revision()),
                    version.isLive()
                            ? new Cell(
                                    "sequence " + version.liveSequence() + ", revision " + version.liveRevision(),
                                    Tone.GOOD)
                            : new Cell("·", Tone.FAINT),
                    Cell.of(version.people().isEmpty() ? "" : wording.names(version.people())));
        }
        return table;
    }

    private String state(StoryOutline.Version version) {
        String words = version.state().words();
        if (version.leaseUntil() != null) {
            Instant lastEvent = entries.getLast().fact().at();
            return words + " until " + wording.until(version.leaseUntil(), lastEvent);
        }
        return version.state() == VersionState.APPROVED
                ? words + ", " + version.signed() + " of " + version.signaturesNeeded() + " signed"
                : words;
    }

    private static Tone tone(VersionState state) {
        return switch (state) {
            case LIVE -> Tone.GOOD;
            case REJECTED, TAKEN_DOWN, KILLED -> Tone.BAD;
            case CHANGES_REQUESTED, VOID, HELD, GLASS_BROKEN -> Tone.WAITING;
            case WAITING, CANCELLED -> Tone.FAINT;
            case QUEUED, CLAIMED, IN_REVIEW, APPROVED, CLEARED -> Tone.PLAIN;
        };
    }

    /** A line of its own for each new day, then times only. */
    private List<String> history(Screen screen) {
        Table table = new Table(List.of(
                Column.text("TIME"),
                Column.number("TOTAL MS"),
                Column.number("STEP MS"),
                Column.text("STAGE → TOPIC"),
                Column.text("LANGUAGE"),
                Column.text("WHO", 24),
                Column.text("WHAT")));
        for (Entry entry : entries) {
            Long sinceCause = sinceCause(entry);
            table.row(
                    Cell.of(TIME.format(local(entry.fact().at()))),
                    Cell.of(grouped(sinceBegin(entry))),
                    sinceCause == null ? new Cell("·", Tone.FAINT) : Cell.of(grouped(sinceCause)),
                    Cell.of(hop(entry.fact())),
                    Cell.of(language(entry.fact())),
                    Cell.of(
                            entry.fact().actor() == null
                                    ? ""
                                    : wording.name(entry.fact().actor())),
                    new Cell(entry.what(), entry.tone()));
        }
        List<String> rows = table.lines(screen);
        List<String> lines = new ArrayList<>();
        lines.add(rows.getFirst());
        String day = "";
        for (int n = 0; n < entries.size(); n++) {
            String itsDay = Wording.day(entries.get(n).fact().at(), zone);
            if (!itsDay.equals(day)) {
                lines.add(screen.show(itsDay, Tone.FAINT));
                day = itsDay;
            }
            lines.add(rows.get(n + 1));
        }
        return lines;
    }

    private ZonedDateTime local(Instant time) {
        return time.atZone(zone);
    }

    private String moment(Instant time) {
        return MOMENT.format(local(time));
    }

    private String language(Fact fact) {
        String language = fact.language();
        if (language != null) {
            return PlainText.clean(language);
        }
        StoryOutline story = outline;
        boolean isOfTheSource = fact.record().topic().equals(Topics.STORY_EVENTS);
        return isOfTheSource && story != null ? PlainText.clean(story.language()) : "";
    }

    private static String hop(Fact fact) {
        String topic = TopicNames.shortName(fact.record().topic());
        return fact.isCommand() ? "→ " + topic : PlainText.clean(String.valueOf(fact.stage())) + " → " + topic;
    }

    private long sinceBegin(Entry entry) {
        return Duration.between(begin, entry.fact().at()).toMillis();
    }

    private static @Nullable Long sinceCause(Entry entry) {
        return entry.cause() == null
                ? null
                : Duration.between(entry.cause().at(), entry.fact().at()).toMillis();
    }

    private static String grouped(long millis) {
        return String.format(Locale.ROOT, "%,d", millis);
    }

    /** The same for programs: the outline's fields, {@code versions} and {@code timeline}. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (outline == null) {
            json.put("storyId", storyId).put("accepted", false);
        } else {
            json.setAll(json(outline));
        }
        ArrayNode timeline = json.putArray("timeline");
        for (Entry entry : entries) {
            Fact fact = entry.fact();
            LogRecord record = fact.record();
            timeline.addObject()
                    .put("time", ReadableJson.time(fact.at()))
                    .put("topic", record.topic().name())
                    .put("partition", record.partition())
                    .put("offset", record.offset())
                    .put("stage", fact.stage())
                    .put("language", fact.language())
                    .put(
                            "type",
                            fact.body() == null ? null : fact.body().getSchema().getName())
                    .put("id", fact.id())
                    .put(
                            "causedBy",
                            fact.cause() != null || entry.cause() == null
                                    ? fact.cause()
                                    : entry.cause().id())
                    .put("contentHash", fact.contentHash())
                    .put("keyId", fact.keyId())
                    .put("actor", fact.actor())
                    .put(
                            "actorName",
                            fact.actor() == null ? null : PlainText.withoutIsolates(wording.name(fact.actor())))
                    .put("sinceSubmissionMillis", sinceBegin(entry))
                    .put("sinceCauseMillis", sinceCause(entry))
                    .put("what", PlainText.withoutIsolates(entry.what()));
        }
        return json;
    }

    /** A story's outline for programs. */
    public static ObjectNode json(StoryOutline story) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("storyId", story.storyId())
                .put("accepted", true)
                .put("headline", story.headline())
                .put("language", story.language())
                .put("revision", story.revision())
                .put("acceptedAt", ReadableJson.time(story.acceptedAt()))
                .put("spiked", story.spiked())
                .put("killed", story.killed());
        ArrayNode authors = json.putArray("authors");
        story.authors().forEach(authors::add);
        ArrayNode versions = json.putArray("versions");
        for (StoryOutline.Version version : story.versions()) {
            ObjectNode item = versions.addObject()
                    .put("language", version.language())
                    .put("state", version.state().toString())
                    .put("revision", version.revision())
                    .put("contentHash", version.contentHash())
                    .put("signed", version.signed())
                    .put("signaturesNeeded", version.signaturesNeeded())
                    .put("leaseUntil", version.leaseUntil() == null ? null : ReadableJson.time(version.leaseUntil()))
                    .put("liveSequence", version.liveSequence())
                    .put("liveRevision", version.isLive() ? Integer.valueOf(version.liveRevision()) : null)
                    .put("liveContentHash", version.liveHash());
            ArrayNode people = item.putArray("people");
            version.people().forEach(people::add);
        }
        return json;
    }
}
