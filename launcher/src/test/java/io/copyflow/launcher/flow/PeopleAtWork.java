package io.copyflow.launcher.flow;

import static org.awaitility.Awaitility.await;

import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.process.Samples;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.SaveDraft;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationReopened;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/**
 * People of the sample newsroom who take a version of the sample story one step on, as commands straight onto Kafka.
 * Each waits until its step can be done, and not until it is.
 */
final class PeopleAtWork {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String run;
    private final Commands commands;
    private final CommittedLog log;
    private final List<Person> people;

    /** @param run begins the ids of all their commands */
    PeopleAtWork(String run, Commands commands, CommittedLog log) {
        this.run = run;
        this.commands = commands;
        this.log = log;
        this.people = Samples.newsroom().orRefuse().entries().values().stream()
                .filter(Person.class::isInstance)
                .map(Person.class::cast)
                .toList();
    }

    /** Whoever works on a language in that role, in the directory's order. */
    private List<String> with(Role role, String language) {
        return people.stream()
                .filter(person -> person.getRoles().contains(role)
                        && person.getLanguages().contains(language))
                .map(Person::getId)
                .toList();
    }

    private String translator(String language) {
        return with(Role.TRANSLATOR, language).getFirst();
    }

    void claims(String story, String language) {
        await().pollInSameThread()
                .atMost(PATIENCE)
                .until(() -> log.of(Topics.TRANSLATION_EVENTS, story).stream()
                        .anyMatch(event -> event.value().getLanguage().equals(language)
                                && (event.value().getBody() instanceof TranslationQueued
                                        || event.value().getBody() instanceof TranslationReopened)));
        translation("claim", story, language, new ClaimTranslation());
    }

    /** The first half of it. */
    void savesADraft(String story, String language) {
        List<TranslatedSegment> whole = translation(story, language);
        translation("save", story, language, new SaveDraft(revision(story), whole.subList(0, whole.size() / 2)));
    }

    void handsIn(String story, String language) {
        translation("hand-in", story, language, new SubmitTranslation(revision(story), translation(story, language)));
    }

    void approves(String story, String language) {
        int revision = revision(story);
        await().pollInSameThread()
                .atMost(PATIENCE)
                .until(() ->
                        newest(ReviewRequested.class, story, language, event -> event.getSourceRevision() == revision)
                                != null);
        review(
                "approve",
                story,
                language,
                with(Role.EDITOR, language).getFirst(),
                new ApproveVersion(hash(story, language)));
    }

    /** @param from the first of the web editors, by number, who has not signed yet, of two */
    void sign(String story, String language, int from) {
        await().pollInSameThread().atMost(PATIENCE).until(() -> {
            String hash = hash(story, language);
            return newest(
                            VersionApproved.class,
                            story,
                            language,
                            event -> event.getContentHash().equals(hash))
                    != null;
        });
        List<String> signers = with(Role.WEB_EDITOR, language);
        for (String signer : signers.subList(from, 2)) {
            review("sign-" + signer, story, language, signer, new SignOff(hash(story, language)));
        }
    }

    void sees(String story, String language) {
        approves(story, language);
        sign(story, language, 0);
    }

    private String hash(String story, String language) {
        return newest(ReviewRequested.class, story, language, event -> true).getContentHash();
    }

    private <B> B newest(Class<B> kind, String story, String language, Predicate<B> such) {
        return log.of(Topics.REVIEW_EVENTS, story).reversed().stream()
                .filter(event -> event.value().getLanguage().equals(language))
                .map(event -> event.value().getBody())
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(such)
                .findFirst()
                .orElse(null);
    }

    /** What was handed in of the story last: its acceptance or a revision. */
    private SpecificRecord source(String story) {
        return log.of(Topics.STORY_EVENTS, story).reversed().stream()
                .map(event -> ((StoryEventEnvelope) event.value()).getBody())
                .filter(body -> body instanceof StoryAccepted || body instanceof StoryRevised)
                .map(SpecificRecord.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private int revision(String story) {
        return source(story) instanceof StoryRevised revised ? revised.getRevision() : 1;
    }

    /** The sample's, but for what {@link #corrected} says otherwise. */
    private List<TranslatedSegment> translation(String story, String language) {
        boolean isCorrected = source(story) instanceof StoryRevised revised
                && revised.getSegments().stream()
                        .map(Segment::getText)
                        .anyMatch(text -> text.contains("five languages"));
        List<TranslatedSegment> sample = Samples.translation(language);
        return !isCorrected
                ? sample
                : sample.stream()
                        .map(segment -> TranslatedSegment.newBuilder(segment)
                                .setText(segment.getText().replace("en quatre langues", "en cinq langues"))
                                .build())
                        .toList();
    }

    /** The sample story's text with what the correction of this newsroom's day changed. */
    static List<Block> corrected() {
        return Commands.sampleBlocks().stream()
                .map(block -> Block.newBuilder(block)
                        .setText(block.getText().replace("in four languages", "in five languages"))
                        .build())
                .toList();
    }

    private void translation(String deed, String story, String language, SpecificRecord body) {
        commands.send(Commands.translation(id(deed, story, language), story, language, translator(language), body));
    }

    private void review(String deed, String story, String language, String actor, SpecificRecord body) {
        commands.send(Commands.review(id(deed, story, language), story, language, actor, body));
    }

    private String id(String deed, String story, String language) {
        return run + "-" + deed + "-" + story + "-" + language + "-" + revision(story);
    }
}
