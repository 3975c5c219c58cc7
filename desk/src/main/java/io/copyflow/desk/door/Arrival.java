package io.copyflow.desk.door;

/** Somebody comes back from the provider. */
public sealed interface Arrival {

    /**
     * The provider vouches for them.
     *
     * @param person their id, if the directory has them
     * @param idToken what it said, for signing out there
     * @param to where they wanted to go at the desk
     */
    record Vouched(String person, String idToken, String to) implements Arrival {}

    /**
     * Nobody comes in.
     *
     * @param code {@code sign-in-lost}: there was no such errand, or it was ended already; {@code refused-there}: the
     *     provider said no; {@code not-proved}: what it said does not hold; {@code person-not-named}: it said nothing of
     *     who it is; {@code issuer-unreachable}
     * @param reason for the log
     */
    record Refused(String code, String reason) implements Arrival {}
}
