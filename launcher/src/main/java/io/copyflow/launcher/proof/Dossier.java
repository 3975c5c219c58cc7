package io.copyflow.launcher.proof;

import io.copyflow.contract.CommandForm;
import io.copyflow.contract.Deed;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.Credit;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.signature.SignedCommand;
import io.copyflow.schemas.story.Embargo;
import io.copyflow.schemas.story.RevisionClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What the log has of one story, in the order of each topic; of texts only what a proof needs. */
final class Dossier {

    final String storyId;
    final List<Fact<SourceNote>> sources = new ArrayList<>();
    final Map<String, List<Fact<TranslationNote>>> translations = new TreeMap<>();
    final Map<String, List<Fact<SpecificRecord>>> reviews = new TreeMap<>();
    final List<Fact<SpecificRecord>> publications = new ArrayList<>();
    final Map<String, List<Printed>> printed = new TreeMap<>();
    final List<Fact<StoryKilled>> kills = new ArrayList<>();
    /** What people decided, of the kinds that are signed. */
    final List<Decision> decisions = new ArrayList<>();

    final Set<String> ids = new HashSet<>();
    /** Facts and what they say led to them, where that is another fact. */
    final List<Fact<?>> reactions = new ArrayList<>();

    Dossier(String storyId) {
        this.storyId = storyId;
    }

    /**
     * What somebody decided, with their signature.
     *
     * @param form what was signed; null when nothing was
     * @param signed the signature; null when there is none
     */
    record Decision(
            Fact<?> fact,
            Deed deed,
            @Nullable CommandForm form,
            @Nullable SignedCommand signed) {}

    /** A fact about the source. */
    sealed interface SourceNote {}

    /** A revision of the source, the first or a later one. */
    record Revision(
            int number,
            String hash,
            TextSum text,
            List<String> authors,
            PublishedMetadata metadata,
            @Nullable String note,
            @Nullable Embargo embargo)
            implements SourceNote {

        String language() {
            return metadata.sourceLanguage();
        }
    }

    /** The story was dropped. */
    record Spiked() implements SourceNote {}

    /** A newer version of the item it was made from came without another text. */
    record Followed() implements SourceNote {}

    /** A fact about a translation. */
    sealed interface TranslationNote {}

    /** It waits for a translator, as if there had been none before. */
    record Queued() implements TranslationNote {}

    /** Somebody holds it from now on. */
    record Claimed(String holder) implements TranslationNote {}

    /** Nobody holds it any more. */
    record GivenBack() implements TranslationNote {}

    /** The holder worked on it, and is one of its translators if they saved text. */
    record Worked(String holder, boolean savedText) implements TranslationNote {}

    /** @param metadata null in facts from before the content hash bound it */
    record Submitted(
            int revision,
            String hash,
            TextSum text,
            @Nullable PublishedMetadata metadata,
            List<String> contributors,
            List<String> translators)
            implements TranslationNote {}

    /** What proves nothing. */
    record Passing() implements TranslationNote {}

    /**
     * A record of the published log.
     *
     * @param blank whether it shows no text at all
     */
    record Printed(
            Place place,
            String language,
            PublicationStatus status,
            long sequence,
            int revision,
            String hash,
            TextSum text,
            boolean blank,
            PublishedMetadata metadata,
            Instant firstPublishedAt,
            Instant publishedAt,
            List<Credit> credits,
            boolean killed,
            boolean withheld,
            @Nullable RevisionClass revisionClass,
            @Nullable String changeNote) {}

    /** All facts of the stages by their ids, the first where there are several. */
    Map<String, Fact<?>> facts() {
        Map<String, Fact<?>> facts = new HashMap<>();
        Stream.of(
                        sources.stream(),
                        translations.values().stream().flatMap(List::stream),
                        reviews.values().stream().flatMap(List::stream),
                        publications.stream(),
                        kills.stream())
                .flatMap(each -> each)
                .forEach(fact -> facts.putIfAbsent(fact.id(), fact));
        return facts;
    }

    /** The revision of the source with that number, the first where there are several. */
    @Nullable
    Fact<Revision> revision(int number) {
        for (Fact<SourceNote> source : sources) {
            if (source.body() instanceof Revision revision && revision.number() == number) {
                return source.with(revision);
            }
        }
        return null;
    }

    /** Whether a revision up to that one says so of itself, in the language of the source. */
    boolean isNote(String note, int upTo, String language) {
        return sources.stream()
                .map(Fact::body)
                .anyMatch(source -> source instanceof Revision revision
                        && revision.number() <= upTo
                        && revision.language().equals(language)
                        && note.equals(revision.note()));
    }

    /** The submission with that event id. */
    @Nullable
    Fact<Submitted> submission(String language, String eventId) {
        for (Fact<TranslationNote> fact : translations.getOrDefault(language, List.of())) {
            if (fact.id().equals(eventId) && fact.body() instanceof Submitted submitted) {
                return fact.with(submitted);
            }
        }
        return null;
    }

    @Nullable
    String sourceLanguage() {
        Fact<Revision> first = revision(1);
        return first == null ? null : first.body().language();
    }
}
