package io.copyflow.launcher.newsroom;

import io.copyflow.schemas.directory.PersonKey;

/**
 * A public key and whose it is.
 *
 * @param person the person's id
 */
public record RegisteredKey(String person, PersonKey key) {}
