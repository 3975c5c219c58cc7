package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoriesInLogTest {

    @Test
    void whatWasAcceptedIsThereOnceAndWhatWasRefusedIsNot() {
        StoriesInLog log = new StoriesInLog(Map.of("s1", 1, "s2", 1));

        assertThat(log.against(Set.of("s1", "s2"), Set.of("s3")).isClean()).isTrue();
    }

    @Test
    void whatIsMissingDoubledOrThereAgainstItsAnswerIsNamed() {
        StoriesInLog log = new StoriesInLog(Map.of("s1", 2, "s3", 1));

        StoriesInLog.Verdict verdict = log.against(Set.of("s1", "s2"), Set.of("s3"));

        assertThat(verdict.isClean()).isFalse();
        assertThat(verdict.missing()).containsExactly("s2");
        assertThat(verdict.doubled()).containsExactly("s1");
        assertThat(verdict.unexpected()).containsExactly("s3");
    }
}
