package io.copyflow.desk.translate;

import io.copyflow.desk.ask.Told;
import org.jspecify.annotations.Nullable;

/**
 * What is to stand in a page that is shown again after a form was sent.
 *
 * @param typed what was typed; null to show what is kept
 * @param told what became of it; null when there is nothing to say
 * @param unsure whether it waits for another word, as there are warnings
 */
record Typing(@Nullable Typed typed, @Nullable Told told, boolean unsure) {

    static final Typing NOTHING = new Typing(null, null, false);
}
