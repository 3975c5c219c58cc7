package io.copyflow.desk.web;

import io.copyflow.desk.door.Arrival;
import io.copyflow.desk.door.OpenIdConnect;
import io.copyflow.desk.door.Setout;
import io.copyflow.directory.Directory;
import io.copyflow.runtime.Logfmt;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An OpenID provider vouches for people; what they may do, the directory says. */
final class ProviderEntrance implements Entrance {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderEntrance.class);
    private static final int MOST_UNDERWAY = 20_000;
    private static final Duration LONGEST_UNDERWAY = Duration.ofMinutes(10);

    private final OpenIdConnect provider;
    private final Sessions sessions;
    private final Guard guard;
    private final Supplier<Directory> directory;
    private final String cookie;
    private final Errands errands;

    ProviderEntrance(
            OpenIdConnect provider,
            Sessions sessions,
            Guard guard,
            Supplier<Directory> directory,
            InstantSource clock) {
        this.errands = new Errands(clock, LONGEST_UNDERWAY, MOST_UNDERWAY);
        this.provider = provider;
        this.sessions = sessions;
        this.guard = guard;
        this.directory = directory;
        this.cookie = sessions.cookieName("copyflow-signing-in");
    }

    @Override
    public String path() {
        return "/sign-in";
    }

    @Override
    public boolean isVouchedFor() {
        return true;
    }

    @Override
    public void addTo(RoutesConfig routes, Pages pages) {
        routes.get("/sign-in", http -> setOut(http, pages));
        routes.get("/" + OpenIdConnect.BACK, http -> arrive(http, pages));
        routes.get("/signed-out", http -> signedOut(http, pages));
        routes.post("/leave", http -> leave(http, pages));
    }

    private void setOut(Context http, Pages pages) {
        switch (provider.setOut(Pages.own(http.queryParam("to")))) {
            case Setout.Underway way -> {
                String secret = sessions.secret();
                if (!errands.begin(secret, way)) {
                    LOG.warn("event=sign_in_failed code=sign-in-crowded underway={}", MOST_UNDERWAY);
                    pages.problem(http, 503, "sign-in.sign-in-crowded");
                    return;
                }
                // it must come along when the provider sends the browser back
                http.cookie(sessions.cookie(cookie, secret, (int) LONGEST_UNDERWAY.toSeconds(), true));
                http.status(303).header("Location", way.provider().toString());
            }
            case Setout.Unreachable(String reason) -> {
                LOG.warn("event=sign_in_failed code=issuer-unreachable reason={}", Logfmt.value(reason));
                pages.problem(http, 503, "sign-in.issuer-unreachable");
            }
        }
    }

    private void arrive(Context http, Pages pages) {
        Setout.@Nullable Underway way = errands.end(http.cookie(cookie));
        http.cookie(sessions.cookie(cookie, "", 0, true));
        String query = http.queryString();
        switch (provider.arrive(way, query == null ? "" : query)) {
            case Arrival.Refused(String code, String reason) -> {
                LOG.warn("event=sign_in_failed code={} reason={}", code, Logfmt.value(reason));
                pages.problem(http, code.equals("issuer-unreachable") ? 503 : 403, "sign-in." + code);
            }
            case Arrival.Vouched vouched -> {
                if (directory.get().person(vouched.person()) == null) {
                    LOG.warn("event=sign_in_failed code=unknown-person person={}", Logfmt.value(vouched.person()));
                    pages.problem(http, 403, "sign-in.unknown-person", vouched.person());
                    return;
                }
                Session before = sessions.of(http);
                if (before != null) {
                    sessions.end(before);
                }
                Session session = sessions.begin(http);
                session.person(vouched.person());
                session.idToken(vouched.idToken());
                LOG.info("event=signed_in person={}", Logfmt.value(vouched.person()));
                Pages.go(http, vouched.to());
            }
        }
    }

    private void leave(Context http, Pages pages) {
        Session session = sessions.of(http);
        if (session == null || !guard.isSentFromHere(http, session)) {
            pages.problem(http, 403);
            return;
        }
        sessions.end(http, session);
        String idToken = session.idToken();
        URI farewell = idToken == null ? null : provider.farewell(idToken);
        if (farewell != null) {
            // not a redirect: a browser lets no form lead to another site
            http.header("Refresh", "0; url=" + farewell);
        }
        signedOut(http, pages);
    }

    private void signedOut(Context http, Pages pages) {
        Visit visit = pages.visit(http, Session.nobodys());
        pages.answer(
                http,
                Reply.page(
                        "problem.jte",
                        new ProblemPage(
                                visit.frame("", visit.say("signed-out.title"), null), visit.say("signed-out"))));
    }
}
