package io.copyflow.launcher.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A translation as people name it: {@code STORY/LANGUAGE}.
 *
 * @param story the story's whole id
 * @param language BCP 47 tag
 */
record TaskAddress(String story, String language) {

    static TaskAddress of(ServerClient.Reply reply) {
        return new TaskAddress(reply.text("storyId"), reply.text("language"));
    }

    /** Where it is served. */
    String path() {
        return "/tasks/" + ServerClient.part(story) + "/" + ServerClient.part(language);
    }

    @Override
    public String toString() {
        return story + "/" + language;
    }

    /** Reads it off the command line. */
    static final class Converter implements ITypeConverter<TaskAddress> {

        @Override
        public TaskAddress convert(String text) {
            String[] parts = text.split("/", -1);
            if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                throw new TypeConversionException("expected STORY/LANGUAGE, such as stmdutonueaebkoaigrv2/fr, but got '"
                        + text + "'. See './copyflow tasks'.");
            }
            return new TaskAddress(parts[0], parts[1]);
        }
    }
}
