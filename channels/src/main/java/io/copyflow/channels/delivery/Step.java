package io.copyflow.channels.delivery;

import io.copyflow.channels.delivery.Standing.Shown;

/** One call to the outside. */
public sealed interface Step {

    /** Names this call for good: repeats of it have the same, and no other call has. */
    String key();

    /** Shows a version. Made twice it would show it twice. */
    record Create(String key, Version version) implements Step {}

    /** Shows a version in place of what stands. Made twice it changes nothing more. */
    record Edit(String key, Shown shown, Version version) implements Step {}

    /** Puts a correction beneath what stands. Made twice it would stand twice. */
    record Reply(String key, Shown shown, Version version) implements Step {}

    /**
     * Takes something down. Made twice it changes nothing more.
     *
     * @param id what: a post, or a reply beneath it
     * @param version the withdrawal, or the version that is to be shown anew
     */
    record Delete(String key, Shown shown, String id, Version version) implements Step {}
}
