package io.copyflow.desk.web;

import io.copyflow.desk.ask.Told;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Whoever opens the desk says who they are, and is believed: for one machine alone. */
final class Chooser implements Entrance {

    private final Sessions sessions;
    private final Guard guard;

    Chooser(Sessions sessions, Guard guard) {
        this.sessions = sessions;
        this.guard = guard;
    }

    @Override
    public String path() {
        return "/who";
    }

    @Override
    public boolean isVouchedFor() {
        return false;
    }

    @Override
    public void addTo(RoutesConfig routes, Pages pages) {
        routes.get("/who", http -> show(http, pages));
        routes.post("/who", http -> choose(http, pages));
        routes.post("/leave", http -> leave(http, pages));
    }

    private void show(Context http, Pages pages) {
        Session session = sessions.of(http);
        Visit visit = pages.visit(http, session == null ? sessions.begin(http) : session);
        pages.answer(http, Reply.page("who.jte", WhoPage.of(visit)));
    }

    private void choose(Context http, Pages pages) {
        Session before = sessions.of(http);
        if (before == null || !guard.isSentFromHere(http, before)) {
            pages.problem(http, 403);
            return;
        }
        Visit visit = pages.visit(http, before);
        String person = visit.line("person");
        if (person == null || visit.directory().person(person) == null) {
            before.tell(Told.refused("unknown-person", visit.say("who.unknown")));
            Pages.go(http, "/who");
            return;
        }
        // a new one, so that nobody has its token who saw the chooser's
        sessions.end(before);
        sessions.begin(http).person(person);
        Pages.go(http, Pages.own(visit.line("to")));
    }

    private void leave(Context http, Pages pages) {
        Session session = sessions.of(http);
        if (session == null || !guard.isSentFromHere(http, session)) {
            pages.problem(http, 403);
            return;
        }
        sessions.end(http, session);
        Pages.go(http, "/who");
    }
}
