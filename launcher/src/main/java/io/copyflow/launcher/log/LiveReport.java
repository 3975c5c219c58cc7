package io.copyflow.launcher.log;

import static io.copyflow.launcher.log.PlainText.clean;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.directory.Directory;
import io.copyflow.launcher.log.Screen.Tone;
import io.copyflow.launcher.log.Table.Cell;
import io.copyflow.launcher.log.Table.Column;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where anything of a story is still live: in the published log, and on each channel that told it shows it and has not told
 * that it no longer does. The receipts of channels that are no longer in the directory count too.
 */
public final class LiveReport {

    public static final List<Topic<?>> TOPICS = List.of(Topics.PUBLISHED, Topics.DELIVERY_EVENTS);

    private record Shown(long sequence, @Nullable String where, boolean isSure) {}

    private record Place(
            String language,
            @Nullable String channel,
            long sequence,
            String state,
            @Nullable String where) {}

    private final Map<String, PublishedVersion> published = new TreeMap<>();
    private final Map<String, Map<String, Shown>> shown = new TreeMap<>();

    public void add(LogRecord record) {
        if (record.content() instanceof LogRecord.Value(PublishedVersion version)) {
            published.put(version.getLanguage(), version);
        } else if (record.content() instanceof LogRecord.Value(DeliveryEvent receipt)) {
            receipt(receipt);
        }
    }

    private void receipt(DeliveryEvent receipt) {
        Map<String, Shown> channels = shown.computeIfAbsent(receipt.getLanguage(), any -> new TreeMap<>());
        Shown before = channels.get(receipt.getChannel());
        if (before != null && receipt.getReleaseSequence() < before.sequence()) {
            return;
        }
        switch (receipt.getOutcome()) {
            case DELIVERED, CORRECTED ->
                channels.put(
                        receipt.getChannel(), new Shown(receipt.getReleaseSequence(), receipt.getReference(), true));
            case UNCONFIRMED ->
                channels.put(
                        receipt.getChannel(), new Shown(receipt.getReleaseSequence(), receipt.getReference(), false));
            case WITHDRAWN, SKIPPED -> channels.remove(receipt.getChannel());
            case FAILED, LEFT, UNKNOWN -> {
                // it shows what it showed before
            }
        }
    }

    /** Whether a channel shows what was killed, withheld or taken down. */
    public boolean isShownAgainstOrders() {
        return places().stream().anyMatch(place -> place.state().endsWith("still shown"));
    }

    /** Whether nothing of it can be seen anywhere, as far as anybody told. */
    public boolean isNowhere() {
        return places().isEmpty();
    }

    /** A line for each place, under titles; one that says so when it is nowhere. */
    public List<String> lines(Directory directory, ZoneId zone, Screen screen) {
        if (isNowhere()) {
            return List.of("Nothing of it is live anywhere, as far as anybody told.");
        }
        Wording wording = new Wording(directory, zone);
        Table table = new Table(List.of(
                Column.text("LANGUAGE"),
                Column.text("WHERE"),
                Column.number("SEQUENCE"),
                Column.text("STATE"),
                Column.text("SEEN AT")));
        for (Place place : places()) {
            table.row(
                    Cell.of(clean(place.language())),
                    Cell.of(place.channel() == null ? "published log" : wording.name(place.channel())),
                    Cell.of(place.sequence()),
                    new Cell(place.state(), place.state().equals("live") ? Tone.GOOD : Tone.BAD),
                    Cell.of(place.where() == null ? "" : clean(place.where())));
        }
        return table.lines(screen);
    }

    public List<ObjectNode> json() {
        List<ObjectNode> all = new ArrayList<>();
        for (Place place : places()) {
            all.add(JsonNodeFactory.instance
                    .objectNode()
                    .put("language", place.language())
                    .put("channel", place.channel())
                    .put("releaseSequence", place.sequence())
                    .put("state", place.state())
                    .put("reference", place.where()));
        }
        return all;
    }

    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        published.forEach((language, version) -> {
            if (version.getStatus() == PublicationStatus.LIVE) {
                places.add(new Place(language, null, version.getReleaseSequence(), "live", null));
            }
        });
        shown.forEach((language, channels) -> channels.forEach((channel, receipt) -> places.add(
                new Place(language, channel, receipt.sequence(), state(language, receipt), receipt.where()))));
        return places;
    }

    /** What is wrong with it, if anything is. */
    private String state(String language, Shown receipt) {
        PublishedVersion version = published.get(language);
        if (!receipt.isSure()) {
            return "nobody knows: look";
        }
        if (version == null || version.getReleaseSequence() <= receipt.sequence()) {
            return "live";
        }
        if (version.getKilled()) {
            return "killed, still shown";
        }
        if (version.getWithheld()) {
            return "withheld, still shown";
        }
        return version.getStatus() == PublicationStatus.LIVE ? "an older text" : "taken down, still shown";
    }
}
