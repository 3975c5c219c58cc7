package io.copyflow.launcher.newsroom;

import java.util.Comparator;

/**
 * Something to say about a place in a file: a mistake or a warning.
 *
 * @param file the file as the user named it
 * @param line from 1
 * @param column from 1, in characters
 * @param sentence what is wrong and what to do
 */
public record Remark(String file, int line, int column, String sentence) implements Comparable<Remark> {

    private static final Comparator<Remark> BY_PLACE = Comparator.comparing(Remark::file)
            .thenComparingInt(Remark::line)
            .thenComparingInt(Remark::column)
            .thenComparing(Remark::sentence);

    @Override
    public int compareTo(Remark other) {
        return BY_PLACE.compare(this, other);
    }

    /** {@code file:line:column: sentence}, as compilers and editors write it. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + sentence;
    }
}
