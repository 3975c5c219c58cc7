package io.copyflow.launcher.chaos;

import io.copyflow.launcher.chaos.Ledger.Command;
import io.copyflow.launcher.chaos.Ledger.Fact;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whether a text stays what it was when it was handed in: in the fact that accepts it, and in what is published of it. A hash
 * that a stage made of what it had cut is right too, so the texts themselves are compared. Source: docs/semantics.md, rule
 * 27.
 */
final class Texts {

    private final Ledger ledger;
    private final Map<String, Command> commands = new HashMap<>();
    private final Map<String, Fact> revisions = new HashMap<>();
    private final Map<String, List<TranslationSubmitted>> translations = new HashMap<>();

    Texts(Ledger ledger) {
        this.ledger = ledger;
        ledger.commands().forEach(command -> commands.put(command.id(), command));
        for (Fact fact : ledger.facts()) {
            switch (fact.body()) {
                case StoryAccepted accepted -> revisions.put(revision(fact.storyId(), accepted.getRevision()), fact);
                case StoryRevised revised -> revisions.put(revision(fact.storyId(), revised.getRevision()), fact);
                case TranslationSubmitted submitted ->
                    translations
                            .computeIfAbsent(
                                    translation(fact.storyId(), fact.language(), submitted.getSourceRevision()),
                                    any -> new ArrayList<>())
                            .add(submitted);
                default -> {
                    // has no text
                }
            }
        }
    }

    private static String revision(String storyId, int number) {
        return storyId + "@" + number;
    }

    private static String translation(String storyId, String language, int revision) {
        return storyId + "/" + language + "@" + revision;
    }

    /** Each fact that accepts a text has the one that its command asked for, and says of it what the command said. */
    Invariant acceptedAsHandedIn() {
        List<String> breaches = new ArrayList<>();
        long looked = 0;
        for (Fact fact : ledger.facts()) {
            if (!(fact.body() instanceof StoryAccepted
                    || fact.body() instanceof StoryRevised
                    || fact.body() instanceof TranslationSubmitted)) {
                continue;
            }
            looked++;
            Command command = commands.get(fact.cause());
            if (command == null) {
                breaches.add(told(fact) + " accepts a text of " + fact.cause() + ", which never arrived");
            } else {
                Collection<String> others = others(command.body(), fact.body());
                if (!others.isEmpty()) {
                    breaches.add(told(fact) + " has not what " + command.id() + " handed in: another "
                            + String.join(", ", others));
                }
            }
        }
        return new Invariant(
                "accepted-as-handed-in", "every text is accepted as it was handed in, whole", looked, breaches);
    }

    private static String told(Fact fact) {
        return fact.id() + " (" + fact.type() + (fact.language().isEmpty() ? "" : " in " + fact.language()) + ")";
    }

    /** What a fact has otherwise than its command. */
    private static Collection<String> others(SpecificRecord asked, SpecificRecord accepted) {
        Others others = new Others();
        switch (accepted) {
            case StoryAccepted fact
            when asked instanceof SubmitStory submitted -> {
                others.texts(Passages.ofBlocks(submitted.getBlocks()), Passages.ofUnnamed(fact.getSegments()));
                others.add("language", submitted.getLanguage(), fact.getLanguage());
                others.add("client id", submitted.getClientId(), fact.getClientId());
                others.add("urgency", submitted.getUrgency(), fact.getUrgency());
                others.add("desk", submitted.getDesk(), fact.getDesk());
                others.add("bureau", submitted.getBureau(), fact.getBureau());
                others.add("embargo", submitted.getEmbargo(), fact.getEmbargo());
                // without any it is every edition's, which the directory tells
                if (submitted.getTargets() != null) {
                    others.add("targets", new TreeSet<>(submitted.getTargets()), new TreeSet<>(fact.getTargets()));
                }
            }
            case StoryRevised fact
            when asked instanceof ReviseStory revision -> {
                others.texts(Passages.ofBlocks(revision.getBlocks()), Passages.ofUnnamed(fact.getSegments()));
                others.add("class", revision.getRevisionClass(), fact.getRevisionClass());
                others.add("note", revision.getNote(), fact.getNote());
                others.add("number", revision.getBasedOn() + 1, fact.getRevision());
            }
            // a higher version of a wire item
            case StoryRevised fact
            when asked instanceof SubmitStory submitted ->
                others.texts(Passages.ofBlocks(submitted.getBlocks()), Passages.ofUnnamed(fact.getSegments()));
            case TranslationSubmitted fact
            when asked instanceof SubmitTranslation submitted -> {
                others.texts(
                        Passages.byId(Passages.ofTranslation(submitted.getSegments())),
                        Passages.byId(Passages.ofTranslation(fact.getSegments())));
                others.add("source revision", submitted.getSourceRevision(), fact.getWrittenOn());
            }
            default -> others.add("kind", asked.getSchema().getName(), "");
        }
        return others.found;
    }

    /** Each live record has the text of the fact it is of, whole and in its order. */
    Invariant publishedAsAccepted() {
        List<String> breaches = new ArrayList<>();
        long looked = 0;
        for (List<PublishedVersion> versions : ledger.published().values()) {
            for (PublishedVersion version : versions) {
                if (version.getStatus() != PublicationStatus.LIVE) {
                    continue;
                }
                looked++;
                List<String> others = others(version);
                if (!others.isEmpty()) {
                    breaches.add(version.getStoryId() + "/" + version.getLanguage() + " with sequence "
                            + version.getReleaseSequence() + " has not what was accepted: "
                            + String.join(", ", others));
                }
            }
        }
        return new Invariant(
                "published-as-accepted", "every published text is one that was accepted, whole", looked, breaches);
    }

    private List<String> others(PublishedVersion version) {
        Fact source = revisions.get(revision(version.getStoryId(), version.getSourceRevision()));
        if (source == null) {
            return List.of("there is no revision " + version.getSourceRevision());
        }
        Source of = Source.of(source.body());
        Others others = new Others();
        others.add("source language", of.language(), version.getSourceLanguage());
        others.add("urgency", of.urgency(), version.getUrgency());
        others.add("desk", of.desk(), version.getDesk());
        others.add("bureau", of.bureau(), version.getBureau());
        List<Passages.Passage> found = Passages.ofPublished(version);
        if (version.getLanguage().equals(of.language())) {
            others.texts(of.text(), found);
            return List.copyOf(others.found);
        }
        List<TranslationSubmitted> submitted = translations.getOrDefault(
                translation(version.getStoryId(), version.getLanguage(), version.getSourceRevision()), List.of());
        // a revision may be translated more than once: the hash tells which, and then the text must be that
        List<TranslationSubmitted> such = submitted.stream()
                .filter(each -> each.getContentHash().equals(version.getContentHash()))
                .toList();
        if (such.isEmpty()) {
            return List.of("no translation was handed in with the hash " + version.getContentHash());
        }
        others.texts(
                Passages.inOrderOf(
                        of.text(), Passages.ofTranslation(such.getLast().getSegments())),
                found);
        return List.copyOf(others.found);
    }

    /** What a revision of the source says. */
    private record Source(
            String language,
            int urgency,
            @Nullable String desk,
            @Nullable String bureau,
            List<Passages.Passage> text) {

        static Source of(SpecificRecord fact) {
            return switch (fact) {
                case StoryAccepted e ->
                    new Source(
                            e.getLanguage(),
                            e.getUrgency(),
                            e.getDesk(),
                            e.getBureau(),
                            Passages.ofSegments(e.getSegments()));
                case StoryRevised e ->
                    new Source(
                            e.getLanguage(),
                            e.getUrgency(),
                            e.getDesk(),
                            e.getBureau(),
                            Passages.ofSegments(e.getSegments()));
                default -> throw new IllegalArgumentException("No revision: " + fact.getSchema());
            };
        }
    }

    /** What is not as it should be, by name. */
    private static final class Others {

        private final List<String> found = new ArrayList<>();

        void add(String name, @Nullable Object wanted, @Nullable Object there) {
            if (!Objects.equals(wanted, there)) {
                found.add(name);
            }
        }

        void texts(List<Passages.Passage> wanted, List<Passages.Passage> there) {
            found.addAll(Passages.others(wanted, there));
        }
    }
}
