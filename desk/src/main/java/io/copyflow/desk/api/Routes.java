package io.copyflow.desk.api;

import io.copyflow.desk.api.Route.Parameter;
import io.copyflow.desk.ask.Deed;
import io.copyflow.desk.model.Phase;
import io.copyflow.desk.model.Standing;
import java.util.ArrayList;
import java.util.List;

/** Everything the API answers: each request once, for the server and for the document. */
final class Routes {

    /** For whom versions wait. */
    enum For {
        TRANSLATION,
        REVIEW,
        SIGNATURE
    }

    /** How far back the wallboard looks. */
    enum Window {
        DAY,
        WEEK
    }

    private static final String STORY = "/api/stories/{story}";
    private static final String VERSION = STORY + "/versions/{language}";

    private Routes() {}

    static List<Route> all() {
        List<Route> all = new ArrayList<>(looks());
        all.add(
                new Route.Keep(
                        "/api/media",
                        "keep-media",
                        "Takes a picture or video in. What it answers is the media of a block whose text is the alternative text."));
        for (Deed deed : Deed.values()) {
            if (deed == Deed.SUBMIT) {
                all.add(new Route.Ask("/api/stories", deed, false));
            } else {
                if (deed.to().isOfStory()) {
                    all.add(new Route.Ask(STORY + "/" + deed.label(), deed, false));
                }
                if (deed.to().isOfVersion()) {
                    all.add(new Route.Ask(VERSION + "/" + deed.label(), deed, true));
                }
            }
        }
        return all;
    }

    private static List<Route> looks() {
        Parameter language = Parameter.text("language", "Only of that language, by its BCP 47 tag.");
        Parameter standing = Parameter.of("standing", "Only what stands so.", Standing.values());
        Parameter at = Parameter.text("at", "As it was then, such as 2026-07-01T06:00:00Z.");
        Parameter desk = Parameter.text("desk", "Only of that desk.");
        return List.of(
                new Route.Look<>("/api/me", "me", "Whose token this is.", List.of(), Views.Me.class, Reads::me),
                new Route.Look<>(
                        "/api/newsroom",
                        "newsroom",
                        "People, editions, channels, desks and bureaus.",
                        List.of(),
                        Views.NewsroomView.class,
                        Reads::newsroom),
                new Route.Look<>(
                        "/api/stories",
                        "list-stories",
                        "Stories, as the board has them.",
                        List.of(
                                Parameter.of("phase", "Only of that section, and more of it.", Phase.values()),
                                desk,
                                language,
                                standing,
                                Parameter.text("urgency", "Only at least that urgent: 1 to 8."),
                                new Parameter("late", "Only with a translation that is late.", List.of("yes"))),
                        Views.StoryList.class,
                        Reads::stories),
                new Route.Look<>(
                        "/api/search",
                        "search",
                        "Versions whose text, people or story id are looked for.",
                        List.of(
                                Parameter.text("q", "Words; between quotation marks they stand together."),
                                desk,
                                language,
                                standing,
                                Parameter.text("from", "Only handed in then or later, such as 2026-07-01T00:00:00Z."),
                                Parameter.text("until", "Only handed in before."),
                                Parameter.text("limit", "1 to 200; 50 when left out.")),
                        Views.HitList.class,
                        Reads::search),
                new Route.Look<>(
                        "/api/queue",
                        "queue",
                        "What waits for a translator, an editor, a signature.",
                        List.of(
                                Parameter.of("for", "What it waits for; translation when left out.", For.values()),
                                Parameter.text(
                                        "language", "Into which; without it, the languages of the token's person.")),
                        Views.Queue.class,
                        Reads::queue),
                new Route.Look<>(
                        "/api/gate",
                        "gate",
                        "What waits at the release gate and why, what corrections are owed, what is down.",
                        List.of(),
                        Views.Gate.class,
                        Reads::gate),
                new Route.Look<>(
                        "/api/wall",
                        "wall",
                        "Queues, and how long steps took.",
                        List.of(Parameter.of("window", "How far back; day when left out.", Window.values())),
                        Views.Wallboard.class,
                        Reads::wall),
                new Route.Look<>(
                        STORY,
                        "show-story",
                        "A story and where each language stands.",
                        List.of(at),
                        Views.Story.class,
                        Reads::show),
                new Route.Look<>(
                        STORY + "/timeline",
                        "timeline",
                        "What happened to a story.",
                        List.of(Parameter.text("command", "Only what that command led to.")),
                        Views.Timeline.class,
                        Reads::timeline),
                new Route.Look<>(
                        STORY + "/receipts",
                        "receipts",
                        "What channels did with a story's releases.",
                        List.of(),
                        Views.ReceiptList.class,
                        Reads::receipts),
                new Route.Look<>(
                        STORY + "/obligations",
                        "obligations",
                        "What corrections of a story still have to reach.",
                        List.of(),
                        Views.ObligationList.class,
                        Reads::obligations),
                new Route.Look<>(
                        STORY + "/proof",
                        "prove",
                        "Proves a story's published texts from the log, which takes seconds.",
                        List.of(),
                        Views.Proved.class,
                        Reads::proof),
                new Route.Look<>(
                        VERSION,
                        "show-version",
                        "One language of a story, with its text, its review and its receipts.",
                        List.of(at, Parameter.text("text", "The content hash of an older text, to be given instead.")),
                        Views.VersionWhole.class,
                        Reads::whole));
    }
}
