/** What every channel needs: reading the published log and the kills, receipts, back-off, dead letters, memory. */
@NullMarked
package io.copyflow.channels.delivery;

import org.jspecify.annotations.NullMarked;
