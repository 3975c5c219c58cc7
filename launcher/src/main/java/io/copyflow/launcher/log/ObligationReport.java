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
import io.copyflow.schemas.publication.Obligation;
import io.copyflow.schemas.publication.ObligationClosed;
import io.copyflow.schemas.publication.ObligationMet;
import io.copyflow.schemas.publication.ObligationOpened;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What corrections still have to reach, overdue first: docs/semantics.md, rule 21. */
public final class ObligationReport {

    public static final List<Topic<?>> TOPICS = List.of(Topics.PUBLICATION_EVENTS);

    private record Open(String storyId, String language, Obligation obligation) {}

    private final @Nullable String storyId;
    private final Map<String, Open> open = new LinkedHashMap<>();

    /** @param storyId null for all stories */
    public ObligationReport(@Nullable String storyId) {
        this.storyId = storyId;
    }

    public void add(LogRecord record) {
        if (!(record.content() instanceof LogRecord.Value(PublicationEventEnvelope event))
                || (storyId != null && !storyId.equals(event.getStoryId()))) {
            return;
        }
        switch (event.getBody()) {
            case ObligationOpened opened ->
                open.put(
                        opened.getObligation().getId(),
                        new Open(event.getStoryId(), event.getLanguage(), opened.getObligation()));
            case ObligationMet met -> open.remove(met.getObligation().getId());
            case ObligationClosed closed -> open.remove(closed.getObligation().getId());
            default -> {
                // nothing is owed for it
            }
        }
    }

    /** A line for each, under titles; one that says so when nothing is owed. */
    public List<String> lines(Instant now, Directory directory, ZoneId zone, Screen screen) {
        if (open.isEmpty()) {
            return List.of("No correction is owed to anybody.");
        }
        Wording wording = new Wording(directory, zone);
        Table table = new Table(List.of(
                Column.text("DUE"),
                Column.text("SINCE"),
                Column.text("LANGUAGE"),
                Column.text("WHERE"),
                Column.text("OBLIGATION")));
        for (Open each : overdueFirst()) {
            Obligation obligation = each.obligation();
            boolean isOverdue = !now.isBefore(obligation.getDueAt());
            table.row(
                    new Cell(
                            (isOverdue ? "overdue " : "") + wording.until(obligation.getDueAt(), now),
                            isOverdue ? Tone.BAD : Tone.WAITING),
                    Cell.of(wording.until(obligation.getOpenedAt(), now)),
                    Cell.of(clean(each.language())),
                    Cell.of(obligation.getChannel() == null ? "the edition" : wording.name(obligation.getChannel())),
                    Cell.of(clean(obligation.getId())));
        }
        return table.lines(screen);
    }

    public List<ObjectNode> json(Instant now) {
        List<ObjectNode> all = new ArrayList<>();
        for (Open each : overdueFirst()) {
            Obligation obligation = each.obligation();
            all.add(JsonNodeFactory.instance
                    .objectNode()
                    .put("obligation", obligation.getId())
                    .put("storyId", each.storyId())
                    .put("language", each.language())
                    .put("channel", obligation.getChannel())
                    .put("revision", obligation.getRevision())
                    .put("openedAt", obligation.getOpenedAt().toString())
                    .put("dueAt", obligation.getDueAt().toString())
                    .put("overdue", !now.isBefore(obligation.getDueAt())));
        }
        return all;
    }

    private List<Open> overdueFirst() {
        return open.values().stream()
                .sorted(Comparator.comparing((Open each) -> each.obligation().getDueAt())
                        .thenComparing(each -> each.obligation().getId()))
                .toList();
    }
}
