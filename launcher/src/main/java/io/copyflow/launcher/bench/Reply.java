package io.copyflow.launcher.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;

/** What a gateway answered to a command. */
sealed interface Reply {

    /** It was done, now or when it was sent before. */
    record Accepted() implements Reply {}

    /**
     * It was refused as more than can be taken; nothing of it was.
     *
     * @param status 429 or 503
     * @param after how long to wait before it is sent again
     */
    record Refused(int status, Duration after) implements Reply {}

    /** It was sent on, but its outcome did not come in time: the same is to be sent again. */
    record Unanswered(Duration after) implements Reply {}

    /** Anything else, which is never right. */
    record Fault(String what) implements Reply {}

    ObjectMapper JSON = new ObjectMapper();
    Pattern SECONDS = Pattern.compile("\\d{1,6}");
    int LONGEST_TOLD = 200;

    /** Reads an answer as a client that knows docs/reference/http-api.md does. */
    static Reply of(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status == 200 || status == 201) {
            return new Accepted();
        }
        String after = answer.headers().firstValue("Retry-After").orElse("");
        if (status != 429 && status != 503) {
            return new Fault(status + " " + shortened(answer.body()));
        }
        if (!SECONDS.matcher(after).matches()) {
            return new Fault(status + " without the seconds of Retry-After: " + shortened(answer.body()));
        }
        Duration wait = Duration.ofSeconds(Long.parseLong(after));
        return code(answer.body()).equals("no-answer") ? new Unanswered(wait) : new Refused(status, wait);
    }

    private static String code(String problem) {
        try {
            return JSON.readTree(problem).path("code").asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TOLD ? text : text.substring(0, LONGEST_TOLD) + "…";
    }
}
