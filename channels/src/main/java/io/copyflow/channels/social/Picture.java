package io.copyflow.channels.social;

import io.copyflow.contract.MediaReference;

/**
 * The picture of a post.
 *
 * @param alternativeText for who cannot see it; may be empty
 */
record Picture(MediaReference media, String alternativeText) {}
