package io.copyflow.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A text that was cut or altered on its way is found, whatever hashes say. */
class TextsTest {

    private static final Instant AT = Instant.parse("2026-03-03T11:00:00Z");

    private final Recorded log = new Recorded();

    private static List<Segment> segments(String... texts) {
        List<Segment> segments = new ArrayList<>();
        for (String text : texts) {
            segments.add(
                    segments.isEmpty()
                            ? new Segment("headline", SegmentKind.HEADLINE, text, List.of(), null)
                            : new Segment("b" + segments.size(), SegmentKind.PARAGRAPH, text, List.of(), null));
        }
        return segments;
    }

    private static List<Block> blocks(String... texts) {
        return segments(texts).stream()
                .map(segment -> new Block(segment.getKind(), segment.getText(), List.of(), null))
                .toList();
    }

    private static List<TranslatedSegment> translated(String... texts) {
        return segments(texts).stream()
                .map(segment ->
                        new TranslatedSegment(segment.getId(), segment.getText(), List.of(), Origin.PERSON, null))
                .toList();
    }

    private void submitted(String... texts) {
        log.storyCommand(
                "submit",
                "s1",
                new SubmitStory("c", "en", blocks(texts), null, null, 5, List.of("fr", "sw"), null, null, null, null));
    }

    private void accepted(List<String> targets, String... texts) {
        log.storyFact(
                "s1",
                1,
                "submit",
                new StoryAccepted(
                        1, "c", "en", segments(texts), "hash", List.of(), null, null, 5, targets, null, null));
    }

    private void accepted(String... texts) {
        accepted(List.of("sw", "fr"), texts);
    }

    private static StoryRevised revision(String... texts) {
        return StoryRevised.newBuilder()
                .setRevision(2)
                .setRevisionClass(RevisionClass.CORRECTION)
                .setLanguage("en")
                .setSegments(segments(texts))
                .setChanged(List.of())
                .setRemoved(List.of())
                .setContentHash("hash of 2")
                .setAuthors(List.of())
                .setUrgency(5)
                .setTargets(List.of("fr", "sw"))
                .build();
    }

    private static TranslationSubmitted translation(String hash, String... texts) {
        return TranslationSubmitted.newBuilder()
                .setSourceRevision(1)
                .setWrittenOn(1)
                .setSegments(translated(texts))
                .setContentHash(hash)
                .setContributors(List.of())
                .setTranslators(List.of())
                .setWarnings(List.of())
                .build();
    }

    private static PublishedVersion published(String language, String hash, String headline, List<Segment> body) {
        List<String> ids = new ArrayList<>(List.of("headline"));
        body.forEach(segment -> ids.add(segment.getId()));
        return PublishedVersion.newBuilder()
                .setStoryId("s1")
                .setLanguage(language)
                .setStatus(PublicationStatus.LIVE)
                .setReleaseSequence(1)
                .setSourceLanguage("en")
                .setSourceRevision(1)
                .setContentHash(hash)
                .setUrgency(5)
                .setFirstPublishedAt(AT)
                .setPublishedAt(AT)
                .setHeadline(headline)
                .setBody(body)
                .setSegmentIds(ids)
                .setCredits(List.of())
                .build();
    }

    private static List<Segment> body(String... texts) {
        List<String> whole = new ArrayList<>(List.of("any"));
        whole.addAll(List.of(texts));
        return segments(whole.toArray(String[]::new)).subList(1, whole.size());
    }

    private List<String> acceptedOtherwise() {
        return new Texts(log.ledger()).acceptedAsHandedIn().breaches();
    }

    private List<String> publishedOtherwise() {
        return new Texts(log.ledger()).publishedAsAccepted().breaches();
    }

    @Test
    void r27_aSourceIsAcceptedAsItWasHandedIn() {
        submitted("Head", "One.", "Two.");
        accepted("Head", "One.", "Two.");

        assertThat(new Texts(log.ledger()).acceptedAsHandedIn())
                .returns(1L, Invariant::looked)
                .returns(true, Invariant::holds);
    }

    @Test
    void r27_aSourceThatWasCutIsNotWhatWasHandedIn() {
        submitted("Head", "One.", "Two.");
        accepted("Head", "One");

        assertThat(acceptedOtherwise())
                .containsExactly("ingest:s1:1 (StoryAccepted) has not what submit handed in: another block 2, block 3"
                        + " (missing)");
    }

    @Test
    void r27_aLanguageThatWasLeftOutIsNotWhatWasHandedIn() {
        submitted("Head", "One.");
        accepted(List.of("fr"), "Head", "One.");

        assertThat(acceptedOtherwise())
                .containsExactly("ingest:s1:1 (StoryAccepted) has not what submit handed in: another targets");
    }

    @Test
    void r27_aTextThatNobodyHandedInIsAccepted() {
        accepted("Head", "One.");

        assertThat(acceptedOtherwise())
                .containsExactly("ingest:s1:1 (StoryAccepted) accepts a text of submit, which never arrived");
    }

    @Test
    void r27_aRevisionIsAcceptedAsItWasHandedIn() {
        log.storyCommand(
                "revise", "s1", new ReviseStory(1, blocks("Head", "One."), RevisionClass.CORRECTION, null, null));
        log.storyFact("s1", 2, "revise", revision("Head", "One."));
        assertThat(acceptedOtherwise()).isEmpty();

        log.storyFact("s1", 3, "revise", revision("Heads", "One."));

        assertThat(acceptedOtherwise())
                .containsExactly("ingest:s1:3 (StoryRevised) has not what revise handed in: another block 1");
    }

    @Test
    void r27_aTranslationIsAcceptedAsItWasHandedIn() {
        log.translationCommand("translate", new SubmitTranslation(1, translated("Titre", "Un.")));
        log.fact(1, "translate", translation("h", "Titre", "Un."));
        assertThat(acceptedOtherwise()).isEmpty();

        log.fact(2, "translate", translation("h", "Titre", "Un. Deux."));

        assertThat(acceptedOtherwise())
                .containsExactly(
                        "translate-stage:s1/fr:2 (TranslationSubmitted in fr) has not what translate handed in:"
                                + " another b1");
    }

    @Test
    void r27_whatIsPublishedIsWhatWasAccepted() {
        accepted("Head", "One.", "Two.");
        log.fact(1, "translate", translation("h", "Titre", "Un.", "Deux."));
        log.published(published("en", "hash", "Head", body("One.", "Two.")));
        log.published(published("fr", "h", "Titre", body("Un.", "Deux.")));

        assertThat(new Texts(log.ledger()).publishedAsAccepted())
                .returns(2L, Invariant::looked)
                .returns(true, Invariant::holds);
    }

    @Test
    void r27_aPublishedTextThatWasCutIsNotWhatWasAccepted() {
        accepted("Head", "One.", "Two.");
        log.fact(1, "translate", translation("h", "Titre", "Un.", "Deux."));
        log.published(published("en", "hash", "Head", body("One.")));
        log.published(published("fr", "h", "Autre titre", body("Un.", "Deux.")));

        assertThat(publishedOtherwise())
                .containsExactly(
                        "s1/en with sequence 1 has not what was accepted: b2 (missing)",
                        "s1/fr with sequence 1 has not what was accepted: headline");
    }

    @Test
    void r27_aPublishedTextIsOneThatWasHandedIn() {
        accepted("Head", "One.");
        log.published(published("fr", "of nothing", "Titre", body("Un.")));

        assertThat(publishedOtherwise())
                .containsExactly("s1/fr with sequence 1 has not what was accepted: no translation was handed in with"
                        + " the hash of nothing");
    }

    @Test
    void whereNothingWasHandedInNothingIsShown() {
        assertThat(new Texts(log.ledger()).acceptedAsHandedIn().verdict()).isEqualTo(Invariant.Verdict.NOT_SHOWN);
        assertThat(new Texts(log.ledger()).publishedAsAccepted().verdict()).isEqualTo(Invariant.Verdict.NOT_SHOWN);
    }
}
