package io.copyflow.translate.exchange;

/**
 * How much of a file is read before it is refused.
 *
 * @param bytes the most bytes, or characters where it is read as a stream
 * @param depth the deepest nesting of elements
 * @param elements the most elements
 * @param text the most characters in one text
 */
public record FileLimits(long bytes, int depth, long elements, int text) {

    /** For one task: a version of a story has at most 1 MiB of text. */
    public static final FileLimits TASK = new FileLimits(16L << 20, 64, 100_000, 1 << 20);

    /** For a glossary. */
    public static final FileLimits GLOSSARY = new FileLimits(64L << 20, 64, 5_000_000, 1 << 16);

    /** For a translation memory, which is read entry by entry. */
    public static final FileLimits MEMORY = new FileLimits(8L << 30, 64, 500_000_000, 1 << 18);
}
