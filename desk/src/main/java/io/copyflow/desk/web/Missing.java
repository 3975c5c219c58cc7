package io.copyflow.desk.web;

/** What is said when there is no such story, version or text. */
public final class Missing {

    private Missing() {}

    public static Reply reply(Visit visit) {
        return new Reply.Html(
                404,
                "problem.jte",
                new ProblemPage(visit.frame("", visit.say("problem.missing.title")), visit.say("problem.missing")));
    }
}
