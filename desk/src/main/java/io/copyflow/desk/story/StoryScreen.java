package io.copyflow.desk.story;

import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.model.VersionText;
import io.copyflow.desk.web.House;
import io.copyflow.desk.web.Missing;
import io.copyflow.desk.web.Reply;
import io.copyflow.desk.web.Screen;
import io.copyflow.desk.web.Visit;
import java.util.List;

/** A story's page: where each language stands, what its texts are, and what happened. */
public final class StoryScreen implements Screen {

    private final House house;

    public StoryScreen(House house) {
        this.house = house;
    }

    @Override
    public void addTo(Routes routes) {
        routes.page("/story/{story}", visit -> answer(visit, "story/story.jte"));
        routes.page("/story/{story}/{language}", visit -> answer(visit, "story/story.jte"));
        routes.page("/part/story/{story}/{language}", visit -> answer(visit, "story/facts.jte"));
    }

    private Reply answer(Visit visit, String template) {
        StoryFile story = house.index().story(visit.path("story"));
        if (story == null) {
            return Missing.reply(visit);
        }
        String language = visit.has("language") ? visit.path("language") : story.language();
        VersionFile shown = story.version(language);
        if (shown == null) {
            return Missing.reply(visit);
        }
        String hash = visit.query("text");
        VersionText older = hash == null ? null : shown.text(hash);
        VersionText text = older == null ? shown.text() : older;
        FactWords words = new FactWords(
                visit.words(), visit.directory(), time -> visit.words().time(time, visit.now(), visit.zone()));
        List<FactLine> happened =
                story.facts().reversed().stream().map(words::line).toList();
        return Reply.page(
                template, new StoryPage(visit.frame("story", story.headline()), story, shown, text, happened));
    }
}
