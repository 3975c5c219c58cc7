package io.copyflow.channels.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.channels.delivery.Calls.Result;
import io.copyflow.channels.faults.FaultyServer.Fault;
import io.copyflow.channels.faults.LocalTelegram;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallsTest {

    private final Calls calls = new Calls(Duration.ofMillis(400));

    @AfterEach
    void close() {
        calls.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENT_AFTER", "SILENT_AFTER_HEADERS", "RESET_AFTER"})
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
    void r24_an_answer_that_never_comes_to_its_end_is_lost_when_the_patience_ends(Fault fault) {
        try (LocalTelegram server = new LocalTelegram(() -> fault)) {
            Result result = calls.send(HttpRequest.newBuilder(server.address().resolve("/bots3cret/sendMessage"))
                    .POST(BodyPublishers.ofString("{\"chat_id\":\"@farlight\",\"text\":\"One\"}")));

            assertThat(result).isInstanceOf(Result.Lost.class);
        }
    }

    @Test
    void what_nobody_listens_to_was_never_sent() {
        assertThat(calls.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/"))))
                .isInstanceOf(Result.NotSent.class);
    }
}
