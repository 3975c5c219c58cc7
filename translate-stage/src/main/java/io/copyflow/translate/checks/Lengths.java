package io.copyflow.translate.checks;

import java.util.Map;

/**
 * How long texts in a language are, beside the same texts in English.
 *
 * @param ratio characters as readers see them, for one in English
 * @param spread how much more than usual translations differ among themselves
 */
record Lengths(double ratio, double spread) {

    private static final Map<String, Lengths> BY_LANGUAGE = Map.ofEntries(
            Map.entry("en", new Lengths(1, 1)),
            Map.entry("ar", new Lengths(0.91, 1)),
            Map.entry("de", new Lengths(1.18, 1)),
            Map.entry("el", new Lengths(1.22, 1)),
            Map.entry("es", new Lengths(1.17, 1)),
            Map.entry("fa", new Lengths(0.95, 1)),
            Map.entry("fr", new Lengths(1.18, 1)),
            Map.entry("he", new Lengths(0.81, 1)),
            Map.entry("hi", new Lengths(0.91, 1.2)),
            Map.entry("it", new Lengths(1.19, 1)),
            Map.entry("ja", new Lengths(0.43, 1.2)),
            Map.entry("kk", new Lengths(1.05, 1)),
            Map.entry("ko", new Lengths(0.53, 1.2)),
            Map.entry("ky", new Lengths(1, 1)),
            Map.entry("ms", new Lengths(1.08, 1)),
            Map.entry("pt", new Lengths(1.08, 1)),
            Map.entry("ru", new Lengths(1.1, 1)),
            Map.entry("sw", new Lengths(1.1, 1)),
            Map.entry("th", new Lengths(0.8, 1.35)),
            Map.entry("tr", new Lengths(1.05, 1)),
            Map.entry("ug", new Lengths(1.24, 1)),
            Map.entry("uk", new Lengths(1.04, 1)),
            Map.entry("ur", new Lengths(0.99, 1)),
            Map.entry("uz", new Lengths(1.15, 1)),
            Map.entry("zh", new Lengths(0.35, 1.3)));

    private static final Lengths USUAL = new Lengths(1.08, 1.2);

    /** Those of a language, given without script and region; the usual ones where it is not known. */
    static Lengths of(String language) {
        return BY_LANGUAGE.getOrDefault(language, USUAL);
    }
}
