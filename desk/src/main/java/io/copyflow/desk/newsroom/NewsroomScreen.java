package io.copyflow.desk.newsroom;

import io.copyflow.desk.web.Reply;
import io.copyflow.desk.web.Screen;
import io.copyflow.desk.web.Visit;

/** The newsroom as the directory has it now. It is changed in newsroom.yaml, where each change is seen by somebody. */
public final class NewsroomScreen implements Screen {

    @Override
    public void addTo(Routes routes) {
        routes.page("/newsroom", NewsroomScreen::show);
    }

    private static Reply show(Visit visit) {
        return Reply.page(
                "newsroom/newsroom.jte",
                NewsroomPage.of(visit.frame("newsroom", visit.say("newsroom.title")), visit.directory()));
    }
}
