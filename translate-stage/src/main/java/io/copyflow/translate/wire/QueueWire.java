package io.copyflow.translate.wire;

import io.copyflow.runtime.Keep;
import io.copyflow.runtime.Shelf;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.state.QueuedTask;
import io.copyflow.translate.domain.Task;
import io.copyflow.translate.domain.Translation;
import io.copyflow.translate.domain.TranslationEvent;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The queue of each language: a shelf whose keys sort as its tasks are to be taken. Source: docs/semantics.md, rule 6.
 *
 * <p>A key is {@code language/urgency/deadline/arrival/story}: the urgency's digit, times in 12 hex digits of
 * milliseconds, no deadline as {@code ~}, which sorts behind them. It hangs on nothing that changes while the task lies
 * there, so that what put it there tells where to take it from.
 */
public final class QueueWire {

    /** The tasks that wait for a translator. */
    public static final Shelf<QueuedTask> QUEUE = new Shelf<>("task-store", QueuedTask.class);

    private QueueWire() {}

    /** The first of all keys of a language. */
    public static String first(String language) {
        return language + "/";
    }

    /** Behind all keys of a language. */
    public static String last(String language) {
        return language + "/" + Character.MAX_VALUE;
    }

    /** What an event does to the queue. */
    static List<Keep<?>> keeps(TranslationEvent event, Subject subject, Translation after) {
        return switch (event) {
            case TranslationEvent.Queued _, TranslationEvent.ClaimReleased _, TranslationEvent.Reopened _ ->
                after.status() == Translation.Status.QUEUED
                        ? List.of(new Keep<>(QUEUE, key(subject, after.task()), task(subject, after)))
                        : List.of();
            case TranslationEvent.Claimed _, TranslationEvent.Cancelled _ ->
                List.of(new Keep<>(QUEUE, key(subject, after.task()), null));
            case TranslationEvent.DraftSaved _,
                    TranslationEvent.SourceAcknowledged _,
                    TranslationEvent.Submitted _,
                    TranslationEvent.Remembered _,
                    TranslationEvent.Overdue _,
                    TranslationEvent.DraftRequested _,
                    TranslationEvent.DraftOffered _,
                    TranslationEvent.DraftFailed _ -> List.of();
        };
    }

    /** Where a task lies; the subject names story and language. */
    public static String key(Subject subject, Task task) {
        return first(Objects.requireNonNull(subject.part())) + task.urgency() + "/" + time(task.deadline()) + "/"
                + time(task.arrival()) + "/" + subject.key();
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "~" : HexFormat.of().toHexDigits(time.toEpochMilli(), 12);
    }

    private static QueuedTask task(Subject subject, Translation state) {
        Task task = state.task();
        return new QueuedTask(
                subject.key(),
                Objects.requireNonNull(subject.part()),
                task.sourceLanguage(),
                state.source().number(),
                task.urgency(),
                task.deadline(),
                task.arrival(),
                state.source().segments().size(),
                state.open().size());
    }
}
