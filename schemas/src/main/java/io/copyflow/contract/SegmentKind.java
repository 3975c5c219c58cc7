package io.copyflow.contract;

/** What a segment is in the article. */
public enum SegmentKind {
    HEADLINE("headline"),
    STANDFIRST("standfirst"),
    BYLINE("byline"),
    DATELINE("dateline"),
    PARAGRAPH("paragraph"),
    SUBHEADING("subheading"),
    QUOTE("quote"),
    LIST_ITEM("list-item"),
    CAPTION("caption"),
    CREDIT("credit"),
    ALTERNATIVE_TEXT("alternative-text");

    private final String label;

    SegmentKind(String label) {
        this.label = label;
    }

    /** The kind's name in files, such as {@code list-item}. */
    public String label() {
        return label;
    }

    /** Whether an article has at most one of it, outside the body. */
    public boolean isHead() {
        return switch (this) {
            case HEADLINE, STANDFIRST, BYLINE, DATELINE -> true;
            case PARAGRAPH, SUBHEADING, QUOTE, LIST_ITEM, CAPTION, CREDIT, ALTERNATIVE_TEXT -> false;
        };
    }
}
