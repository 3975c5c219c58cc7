package io.copyflow.publish.kill.domain;

import java.time.Instant;

/**
 * A kill in force.
 *
 * @param by id of the person who killed
 * @param at when
 * @param reason why, for colleagues and for whoever received the story
 */
public record Kill(String by, Instant at, String reason) {}
