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

    /**
     * A file to keep.
     *
     * @param name for the browser to save it under
     */
    record Download(String name, String type, byte[] bytes) implements Reply {}

    /** Bytes to be shown, which never change under their address. Closes them. */
    record Bytes(String type, long length, java.io.InputStream content) implements Reply {}

    /** Done, and there is nothing to show. */
    record Quiet() implements Reply {}

    static Reply page(String template, Object model) {
        return new Html(200, template, model);
    }

    static Reply go(String path) {
        return new Go(path);
    }
}
