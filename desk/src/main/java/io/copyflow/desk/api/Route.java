package io.copyflow.desk.api;

import io.copyflow.desk.ask.Deed;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A request that is answered. */
sealed interface Route {

    /** With {@code {story}} and {@code {language}} for its parts. */
    String path();

    /** Its name in the document. */
    String name();

    /** What it is for, in a sentence. */
    String summary();

    /**
     * Something to be read.
     *
     * @param answer its shape
     */
    record Look<A extends Record>(
            String path,
            String name,
            String summary,
            List<Parameter> parameters,
            Class<A> answer,
            BiFunction<Reads, Call, A> look)
            implements Route {}

    /** Bytes to be kept. */
    record Keep(String path, String name, String summary) implements Route {}

    /** Something to be asked for. */
    record Ask(String path, Deed deed, boolean ofVersion) implements Route {

        @Override
        public String name() {
            return deed.label() + (ofVersion && deed.to().isOfStory() ? "-version" : "");
        }

        @Override
        public String summary() {
            String said = deed.said();
            return Character.toUpperCase(said.charAt(0)) + said.substring(1) + ".";
        }

        Class<? extends SpecificRecord> command() {
            return deed.command();
        }
    }

    /**
     * What an address may say after its question mark.
     *
     * @param choices null for any text
     */
    record Parameter(String name, String means, @Nullable List<String> choices) {

        static Parameter text(String name, String means) {
            return new Parameter(name, means, null);
        }

        static <E extends Enum<E>> Parameter of(String name, String means, E[] choices) {
            return new Parameter(
                    name,
                    means,
                    java.util.Arrays.stream(choices)
                            .map(choice -> Labels.of(choice.name()))
                            .toList());
        }
    }
}
