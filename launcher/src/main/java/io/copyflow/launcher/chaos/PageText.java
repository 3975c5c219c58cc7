package io.copyflow.launcher.chaos;

/** What a person reads on a page: no tags, and what stands for characters replaced by them. */
final class PageText {

    private PageText() {}

    static String of(String html) {
        // inline marks may stand anywhere in a sentence, so a tag is nothing and no space
        return plain(html.replaceAll("(?s)<(head|script|style)\\b.*?</\\1>", "")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&"));
    }

    /** With every space, however many, as one. */
    static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
