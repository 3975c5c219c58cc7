package io.copyflow.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.launcher.proof.Fault;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofPageTest {

    @Test
    void r26_has_every_fault_with_what_it_means() {
        List<List<String>> expected = Arrays.stream(Fault.values())
                .map(fault -> List.of("`" + fault.code() + "`", fault.meaning()))
                .toList();

        assertThat(Page.of("docs/reference/proof.md").rows()).containsAll(expected);
    }
}
