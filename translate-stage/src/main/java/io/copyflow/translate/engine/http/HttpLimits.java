package io.copyflow.translate.engine.http;

import java.time.Duration;

/**
 * What is borne of a machine.
 *
 * @param connecting how long to wait for a connection
 * @param answering how long to wait for the whole of an answer
 * @param answerBytes the largest answer
 * @param atOnce how many calls are under way at a time; more wait
 */
public record HttpLimits(Duration connecting, Duration answering, int answerBytes, int atOnce) {

    public static final HttpLimits DEFAULT =
            new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(60), 4 * 1024 * 1024, 4);
}
