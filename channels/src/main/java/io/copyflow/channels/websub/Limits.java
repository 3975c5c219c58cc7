package io.copyflow.channels.websub;

/**
 * What the hub takes upon itself. Whoever can reach it can ask it for something, so everything has an end, and no host can
 * use up what is there for all.
 *
 * @param subscriptions how many there may be
 * @param ofOneHost how many of them may call one host
 * @param asked how many that were asked for may wait to be verified
 * @param askedOfOneHost how many of them may call one host
 * @param calls how many calls may be out at a time
 * @param callsToOneHost how many of them to one host
 */
record Limits(int subscriptions, int ofOneHost, int asked, int askedOfOneHost, int calls, int callsToOneHost) {

    static final Limits USUAL = new Limits(10_000, 1_000, 1_000, 100, 64, 4);
}
