package io.copyflow.contract;

/** What somebody may do, as the newsroom's directory says. */
public enum Role {
    REPORTER("reporter"),
    TRANSLATOR("translator"),
    EDITOR("editor"),
    WEB_EDITOR("web-editor"),
    CHIEF("chief"),
    OPERATOR("operator"),
    /** No person: a program that drafts. */
    MACHINE("machine");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** The role's name in files and sentences, such as {@code web-editor}. */
    public String label() {
        return label;
    }
}
