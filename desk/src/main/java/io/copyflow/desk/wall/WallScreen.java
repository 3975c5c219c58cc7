package io.copyflow.desk.wall;

import io.copyflow.desk.web.House;
import io.copyflow.desk.web.Reply;
import io.copyflow.desk.web.Screen;
import io.copyflow.desk.web.Visit;
import java.time.Duration;

/** The wallboard, read across a room. */
public final class WallScreen implements Screen {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration A_WEEK = Duration.ofDays(7);

    private final House house;

    public WallScreen(House house) {
        this.house = house;
    }

    @Override
    public void addTo(Routes routes) {
        routes.page("/wall", visit -> Reply.page("wall/wall.jte", page(visit)));
        routes.page("/wall/figures", visit -> Reply.page("wall/figures.jte", page(visit)));
    }

    private WallPage page(Visit visit) {
        Duration window = "week".equals(visit.query("window")) ? A_WEEK : A_DAY;
        return new WallPage(
                visit.frame("wall", visit.say("wall.title")),
                house.index().wall(visit.now(), window),
                window.equals(A_WEEK));
    }
}
