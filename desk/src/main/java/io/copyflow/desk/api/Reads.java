package io.copyflow.desk.api;

import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.StatedTime;
import io.copyflow.desk.aid.Prover;
import io.copyflow.desk.index.BoardQuestion;
import io.copyflow.desk.index.NearRelease;
import io.copyflow.desk.index.SearchQuestion;
import io.copyflow.desk.index.Tasks;
import io.copyflow.desk.index.Waiting;
import io.copyflow.desk.model.Phase;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.web.House;
import io.copyflow.directory.Directory;
import io.copyflow.runtime.Asked;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.UnreadableInputException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is read: out of the desk's index, and of the directory as it is now. */
final class Reads {

    private static final int LONGEST_WORDS = 300;
    private static final int LEAST_URGENT = 8;

    private final House house;

    Reads(House house) {
        this.house = house;
    }

    Views.Me me(Call call) {
        return new Views.Me(
                call.actor().id(),
                house.directory().get().nameOf(call.actor().id()),
                call.actor().roles().stream().sorted().toList(),
                call.actor().languages().stream().sorted().toList());
    }

    Views.NewsroomView newsroom(Call call) {
        Directory directory = house.directory().get();
        return new Views.NewsroomView(
                directory.newsroom() == null ? null : AnswerJson.of(directory.newsroom()),
                directory.desks().stream().map(AnswerJson::of).toList(),
                directory.bureaus().stream().map(AnswerJson::of).toList(),
                directory.editions().stream().map(AnswerJson::of).toList(),
                directory.channels().stream().map(AnswerJson::of).toList(),
                directory.people().stream().map(AnswerJson::of).toList());
    }

    Views.StoryList stories(Call call) {
        String late = call.asked("late");
        if (late != null && !late.equals("yes")) {
            throw Call.unknown("late", "yes", late);
        }
        return Viewed.stories(house.index()
                .board(new BoardQuestion(
                        call.asked("desk"),
                        language(call.asked("language")),
                        call.label("standing", Standing.values()),
                        call.number("urgency", 1, LEAST_URGENT, LEAST_URGENT),
                        late != null,
                        call.label("phase", Phase.values()),
                        house.clock().instant())));
    }

    Views.HitList search(Call call) {
        String words = call.asked("q");
        return Viewed.hits(house.index()
                .search(new SearchQuestion(
                        words == null ? "" : words.substring(0, Math.min(LONGEST_WORDS, words.length())),
                        language(call.asked("language")),
                        call.label("standing", Standing.values()),
                        call.asked("desk"),
                        time(call, "from"),
                        time(call, "until"),
                        call.number("limit", 1, 200, 50))));
    }

    private static @Nullable Instant time(Call call, String name) {
        String text = call.asked(name);
        try {
            return text == null
                    ? null
                    : StatedTime.checked(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw Call.unknown(name, "a time such as 2026-07-01T06:00:00Z", String.valueOf(text));
        }
    }

    private static @Nullable String language(@Nullable String tag) {
        String language = tag == null ? null : LanguageTag.canonical(tag);
        if (tag != null && language == null) {
            throw Call.unknown("language", "a BCP 47 tag such as fr", tag);
        }
        return language;
    }

    Views.Queue queue(Call call) {
        String language = language(call.asked("language"));
        Set<String> languages = language == null ? call.actor().languages() : Set.of(language);
        Routes.For whom = call.label("for", Routes.For.values());
        return switch (whom == null ? Routes.For.TRANSLATION : whom) {
            case TRANSLATION -> toTranslate(languages, call.actor().id());
            case REVIEW -> waiting(EnumSet.of(Standing.IN_REVIEW), languages);
            case SIGNATURE -> waiting(EnumSet.of(Standing.APPROVED, Standing.GLASS_BROKEN), languages);
        };
    }

    private Views.Queue waiting(Set<Standing> standings, Set<String> languages) {
        Waiting waiting = house.index().waiting(standings, languages);
        return new Views.Queue(
                waiting.count(),
                waiting.versions().stream()
                        .map(version -> new Views.QueueEntry(
                                version.storyId(),
                                version.language(),
                                version.standing(),
                                version.headline(),
                                version.urgency(),
                                version.at(),
                                null,
                                null))
                        .toList());
    }

    /** In the order of the translators' own page: the most urgent first, then what is due first. */
    private Views.Queue toTranslate(Set<String> languages, String person) {
        Tasks tasks = house.index().tasks(languages, person);
        return new Views.Queue(
                tasks.count() + tasks.claimed(),
                tasks.of(languages).stream()
                        .map(task -> new Views.QueueEntry(
                                task.storyId(),
                                task.language(),
                                task.holder() == null ? Standing.QUEUED : Standing.CLAIMED,
                                task.headline(),
                                task.urgency(),
                                null,
                                task.due(),
                                task.holder()))
                        .toList());
    }

    Views.Gate gate(Call call) {
        NearRelease near = house.index().nearRelease();
        return new Views.Gate(gate(near.ready()), gate(near.owing()), gate(near.down()));
    }

    private List<Views.GateStory> gate(List<String> stories) {
        Instant now = house.clock().instant();
        return stories.stream()
                .map(house.index()::story)
                .filter(Objects::nonNull)
                .map(story -> Viewed.gate(story, now))
                .toList();
    }

    Views.Wallboard wall(Call call) {
        Routes.Window window = call.label("window", Routes.Window.values());
        return Viewed.wall(house.index()
                .wall(house.clock().instant(), window == Routes.Window.WEEK ? Duration.ofDays(7) : Duration.ofDays(1)));
    }

    Views.Story show(Call call) {
        return Viewed.story(then(call));
    }

    /** Reads the log itself, which takes seconds where it is long. */
    Views.Proved proof(Call call) {
        Prover prover = house.aids().prover();
        StoryFile story = story(call);
        if (prover == null) {
            throw new StageFailure(
                    "proof-unavailable",
                    "Expected to reach the log from here, but this desk has no way to it. Use 'copyflow verify'.");
        }
        return Viewed.proved(story.storyId(), prover.prove(story.storyId()));
    }

    Views.Timeline timeline(Call call) {
        return Viewed.timeline(story(call), call.asked("command"));
    }

    Views.ReceiptList receipts(Call call) {
        return Viewed.receipts(story(call));
    }

    Views.ObligationList obligations(Call call) {
        return Viewed.obligations(story(call), house.clock().instant());
    }

    Views.VersionWhole whole(Call call) {
        return Viewed.whole(version(call), call.asked("text"));
    }

    /** As it was at the moment that is asked for; as it is when none is. */
    private StoryFile then(Call call) {
        StoryFile now = story(call);
        Instant at = time(call, "at");
        StoryFile then = at == null ? now : now.at(at);
        if (then == null) {
            throw new UnreadableInputException(
                    "unknown-story",
                    "Expected a story that was accepted by then, but this one was accepted at " + now.acceptedAt()
                            + ". Ask for a later moment.");
        }
        return then;
    }

    private StoryFile story(Call call) {
        StoryFile story = house.index().story(call.story());
        if (story == null) {
            throw new UnreadableInputException(
                    "unknown-story",
                    "Expected a story that was accepted, but there is none of the id '" + Asked.shortened(call.story())
                            + "'. Check it; if it was handed in just now, try again in a moment.");
        }
        return story;
    }

    private VersionFile version(Call call) {
        String language = call.language();
        VersionFile version = then(call).version(language);
        if (version == null) {
            throw new UnreadableInputException(
                    "no-such-version",
                    "Expected a language that the story is wanted in, but it has no version in " + language
                            + ". GET /api/stories/" + call.story() + " lists those there are.");
        }
        return version;
    }
}
