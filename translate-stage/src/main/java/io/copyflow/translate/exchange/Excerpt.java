package io.copyflow.translate.exchange;

/** What a file says, cut short and made visible for a sentence. */
final class Excerpt {

    private static final int MOST = 80;

    private Excerpt() {}

    static String of(String text) {
        String line = text.codePoints()
                .limit(MOST + 1)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.codePointCount(0, line.length()) <= MOST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MOST)) + "…";
    }
}
