package io.copyflow.desk.help;

import io.copyflow.desk.web.Frame;
import io.copyflow.desk.web.Reply;
import io.copyflow.desk.web.Screen;
import java.util.List;

/** What each screen is for, and the keys. */
public final class HelpScreen implements Screen {

    /** What is told of, by the words for it. */
    static final List<String> TOPICS = List.of(
            "board", "story", "write", "translate", "review", "sign", "release", "wall", "search", "newsroom", "live");

    /** The page. */
    public record HelpPage(Frame frame, List<String> topics) {}

    @Override
    public void addTo(Routes routes) {
        routes.page(
                "/help",
                visit -> Reply.page(
                        "help/help.jte", new HelpPage(visit.frame("help", visit.say("help.title")), TOPICS)));
    }
}
