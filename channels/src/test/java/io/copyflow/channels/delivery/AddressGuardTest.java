package io.copyflow.channels.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private static final AddressGuard GUARD = new AddressGuard(Set.of("radio.house"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.1.2.3:8080/",
                "http://localhost/",
                "http://0.0.0.0/",
                "http://10.1.2.3/",
                "http://172.16.0.1/",
                "http://192.168.1.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://100.64.0.1/",
                "http://255.255.255.255/",
                "http://224.0.0.1/",
                "http://[::1]/",
                "http://[::]/",
                "http://[fe80::1]/",
                "http://[fd00::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[64:ff9b::a01:203]/",
                "http://[2002:7f00:1::1]/",
                "http://192.0.0.8/",
                "http://198.18.0.1/",
                "http://192.0.2.1/",
                "http://[2001::1]/",
                "http://[2001:db8::1]/",
                "http://[64:ff9b:1::a01:203]/",
                "http://2130706433/",
                "http://0x7f.1/"
            })
    void what_leads_into_a_private_network_is_refused_however_it_is_written(String address) {
        assertThat(GUARD.refusal(URI.create(address))).as(address).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "ftp://192.0.2.1/", "http://user:word@192.0.2.1/", "/relative", "urn:x:y"})
    void what_is_no_address_of_the_web_is_refused(String address) {
        assertThat(GUARD.refusal(URI.create(address))).contains("http or https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://9.9.9.9/hook", "http://[2620:fe::fe]/", "http://[64:ff9b::909:909]/"})
    void what_the_whole_world_can_reach_may_be_called(String address) {
        assertThat(GUARD.refusal(URI.create(address))).isNull();
    }

    @Test
    void a_host_that_is_named_may_be_private() {
        assertThat(GUARD.refusal(URI.create("http://radio.house/hook"))).isNull();
        assertThat(new AddressGuard(Set.of("127.0.0.1")).refusal(URI.create("http://127.0.0.1:9/")))
                .isNull();
    }

    @Test
    void a_name_that_nobody_has_is_told() {
        assertThat(GUARD.refusal(URI.create("http://no-such-host.invalid/"))).contains("can be found");
    }
}
