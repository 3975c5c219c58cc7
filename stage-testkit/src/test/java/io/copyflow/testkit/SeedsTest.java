package io.copyflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;

import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineTestKit;

@ExtendWith(Seeds.Extension.class)
class SeedsTest {
    @Test
    void startsOverFromItsSeed(Seeds seeds) {
        assertThat(seeds.random().nextLong()).isEqualTo(seeds.random().nextLong());
    }

    @Test
    void tellsItsSeedWithAFailure() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(Failing.class, "fails", Seeds.class.getName()))
                .execute()
                .testEvents()
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(suppressing("repeat with -Dseed=")));
    }

    private static Condition<Throwable> suppressing(String words) {
        return new Condition<>(
                failure -> failure.getSuppressed().length == 1
                        && String.valueOf(failure.getSuppressed()[0].getMessage())
                                .startsWith(words),
                "with the seed");
    }

    /** Run by the test above only. */
    @ExtendWith(Seeds.Extension.class)
    static class Failing {
        @Test
        void fails(Seeds seeds) {
            throw new AssertionError("as it should, with " + seeds);
        }
    }
}
