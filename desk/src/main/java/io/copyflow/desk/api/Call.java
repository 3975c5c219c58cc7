package io.copyflow.desk.api;

import io.copyflow.contract.Actor;
import io.copyflow.contract.LanguageTag;
import io.copyflow.runtime.Asked;
import io.copyflow.runtime.UnreadableInputException;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request of somebody who may come in.
 *
 * @param actor whose token it has
 * @param query what the address says after its question mark
 */
record Call(Context http, Actor actor, Map<String, String> query) {

    String story() {
        return http.pathParam("story");
    }

    /** The language of the path; empty where it has none. */
    String language() {
        if (!http.pathParamMap().containsKey("language")) {
            return "";
        }
        String language = LanguageTag.canonical(http.pathParam("language"));
        if (language == null) {
            throw new UnreadableInputException(
                    "unknown-language",
                    "Expected a BCP 47 language tag such as fr or kk-Cyrl, but got '"
                            + Asked.shortened(http.pathParam("language")) + "'. Correct the tag.");
        }
        return language;
    }

    /** What the address says under a name; null for nothing. */
    @Nullable
    String asked(String name) {
        String value = query.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** One of some labels; null for none. */
    <E extends Enum<E>> @Nullable E label(String name, E[] choices) {
        String label = asked(name);
        if (label == null) {
            return null;
        }
        return Arrays.stream(choices)
                .filter(choice -> Labels.of(choice.name()).equals(label))
                .findFirst()
                .orElseThrow(() -> unknown(
                        name,
                        Arrays.stream(choices)
                                .map(choice -> Labels.of(choice.name()))
                                .collect(Collectors.joining(", ")),
                        label));
    }

    /** A whole number within bounds. */
    int number(String name, int least, int most, int otherwise) {
        String text = asked(name);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("\\d{1,6}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw unknown(name, least + " to " + most, text);
    }

    static UnreadableInputException unknown(String name, String expected, String found) {
        return new UnreadableInputException(
                "unknown-value",
                "Expected " + name + " to be " + expected + ", but got '" + Asked.shortened(found)
                        + "'. Correct it, or leave it out.");
    }
}
