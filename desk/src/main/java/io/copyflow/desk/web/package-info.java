/** What every page of the desk has: sessions, words, frame, live updates. */
@NullMarked
package io.copyflow.desk.web;

import org.jspecify.annotations.NullMarked;
