package io.copyflow.desk.web;

/** What a screen answers. */
public sealed interface Reply {

    /**
     * A page, or a part of one.
     *
     * @param template such as {@code board/board.jte}
     * @param model its one parameter, {@code page}
     */
    record Html(int status, String template, Object model) implements Reply {}

    /** Go there and look: a path of this desk. */
    record Go(String path) implements Reply {}

    /** Done, and there is nothing to show. */
    record Quiet() implements Reply {}

    static Reply page(String template, Object model) {
        return new Html(200, template, model);
    }

    static Reply go(String path) {
        return new Go(path);
    }
}
