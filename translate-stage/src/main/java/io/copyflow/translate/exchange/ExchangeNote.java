package io.copyflow.translate.exchange;

/**
 * A remark for the translator of a segment.
 *
 * @param text plain text
 */
public record ExchangeNote(Topic topic, String text) {

    /** What a remark is about. */
    public enum Topic {
        /** An agreed or forbidden wording. */
        GLOSSARY("glossary"),
        /** Whose the picture or text is. */
        CREDIT("credit"),
        /** Anything else a colleague wants to say. */
        REMARK("remark");

        private final String label;

        Topic(String label) {
            this.label = label;
        }

        /** The topic's name in files. */
        public String label() {
            return label;
        }
    }
}
