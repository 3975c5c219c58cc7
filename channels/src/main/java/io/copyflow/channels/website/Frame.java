package io.copyflow.channels.website;

import io.copyflow.contract.LanguageTag;

/**
 * What every page has.
 *
 * @param language BCP 47 tag of the page
 * @param direction {@code ltr} or {@code rtl}
 * @param title for the browser's tab
 * @param siteName the outlet's name
 * @param root the way from the page to the site's folder: empty, {@code ../}, and so on
 * @param hasMasthead whether the outlet's name stands above the page, and leads to the front page
 * @param labels the site's own words
 */
public record Frame(
        String language,
        String direction,
        String title,
        String siteName,
        String root,
        boolean hasMasthead,
        Labels labels) {

    static Frame of(String language, String title, String siteName, String root) {
        return new Frame(
                language, LanguageTag.direction(language), title, siteName, root, !root.isEmpty(), Labels.of(language));
    }
}
