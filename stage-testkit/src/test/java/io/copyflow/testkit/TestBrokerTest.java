package io.copyflow.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TestBrokerTest {
    @Test
    void namesTheKindsThereAre() {
        assertThatThrownBy(() -> TestBroker.start("cloud")).hasMessageContaining("embedded or testcontainers");
    }

    @Test
    void saysPlainlyThatDockerIsMissing() {
        assertThatThrownBy(() -> TestBroker.Container.start(false)).hasMessageContaining("needs Docker");
    }
}
